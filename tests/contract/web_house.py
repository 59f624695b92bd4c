# web_house.py: a controller, an engine on the timer device and a gateway in directories of their own, spoken to over
# real sockets with the standard library only: HTTP by http.client, a page's socket by hand, so that a test can be as
# slow, silent or rude as it likes.  Side: test.
import base64
import hashlib
import http.client
import json
import os
import re
import socket
import ssl
import struct
import subprocess
import tempfile
import time


def eventually(holds, seconds=10.0):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = holds()
        if value:
            return value
        time.sleep(0.02)
    raise AssertionError(f"did not come to be within {seconds} s")


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self):
        return json.loads(self.body)


class WebHouse:
    def __init__(self, binaries, engine=False, gateway=()):
        self.binaries = binaries
        self.scratch = tempfile.TemporaryDirectory(prefix="cl")
        self.runtime = self.path("run")
        self.gateway_arguments = list(gateway)
        self.processes = {}
        self.port = 0
        self.start_controller()
        if engine:
            self.start("engine", ["--device", "timer", "--block", "480", "--runtime", self.runtime])
        self.start_gateway()

    def path(self, name):
        return os.path.join(self.scratch.name, name)

    def start(self, name, arguments):
        log = open(self.path(name + ".log"), "ab")
        program = os.path.join(self.binaries, "corelogic-" + name)
        environment = dict(os.environ, CORELOGIC_DATA_DIR=self.path("data"))
        self.processes[name] = subprocess.Popen([program] + arguments, stdout=log, stderr=log, env=environment)
        log.close()

    def log(self, name):
        with open(self.path(name + ".log"), encoding="utf-8", errors="replace") as file:
            return file.read()

    def start_controller(self):
        self.start("controller", ["--runtime", self.runtime, "--data", self.path("data")])

    def start_gateway(self):
        before = len(self.log("gateway")) if os.path.exists(self.path("gateway.log")) else 0
        # The same port again after a death: pages come back to it.
        listen = f"127.0.0.1:{self.port}"
        self.start("gateway", ["--runtime", self.runtime, "--listen", listen] + self.gateway_arguments)
        ready = eventually(lambda: re.search(r"ready at (https?)://127\.0\.0\.1:(\d+)", self.log("gateway")[before:]))
        self.tls, self.port = ready.group(1) == "https", int(ready.group(2))
        with open(os.path.join(self.runtime, "web-token"), encoding="ascii") as file:
            self.token = file.read().strip()

    def kill(self, name):
        self.processes[name].kill()
        self.processes[name].wait(10)

    def connect(self, timeout=10):
        plain = socket.create_connection(("127.0.0.1", self.port), timeout=timeout)
        if not self.tls:
            return plain
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        return context.wrap_socket(plain)

    def ask(self, method, path, body=None, token="own", headers=None, raw=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.sock = self.connect()
        sent = {} if token is None else {"Authorization": "Bearer " + (self.token if token == "own" else token)}
        data = raw
        if body is not None:
            data = json.dumps(body).encode()
        if data is not None:
            sent["Content-Type"] = "application/json"
        sent.update(headers or {})
        try:
            connection.request(method, path, body=data, headers=sent)
            response = connection.getresponse()
            return Answer(response.status, dict(response.getheaders()), response.read())
        finally:
            connection.close()

    def get(self, path, **more):
        answer = self.ask("GET", path, **more)
        assert answer.status == 200, (path, answer.status, answer.body)
        return answer.json

    def post(self, path, body=None, **more):
        answer = self.ask("POST", path, body, **more)
        assert answer.status == 200, (path, answer.status, answer.body)
        return answer.json

    def page(self, **more):
        return Page(self, **more)

    def close(self):
        for name in ("gateway", "engine", "controller"):
            process = self.processes.get(name)
            if process is None or process.poll() is not None:
                continue
            process.terminate()
            status = process.wait(10)
            assert status == 0, f"the {name} ended with {status}: {self.log(name)}"
        self.scratch.cleanup()


class Closed(Exception):
    def __init__(self, code, why):
        super().__init__(f"{code} {why}")
        self.code = code


class Page:
    """A browser's side of /ws: RFC 6455 in a few lines."""

    def __init__(self, house, hello=True, token="own", headers=None, receive_buffer=None, subscribe=True, client=7):
        self.client, self.sequence, self.bytes = client, 0, b""
        self.answers_pings, self.meters, self.told = True, [], []
        self.socket = house.connect()
        if receive_buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        key = base64.b64encode(os.urandom(16)).decode()
        lines = {"Host": f"127.0.0.1:{house.port}", "Upgrade": "websocket", "Connection": "Upgrade",
                 "Sec-WebSocket-Key": key, "Sec-WebSocket-Version": "13"}
        lines.update(headers or {})
        head = "GET /ws HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in lines.items()) + "\r\n"
        self.socket.sendall(head.encode())
        while b"\r\n\r\n" not in self.bytes:
            more = self.socket.recv(65536)
            if not more:
                raise Closed(0, "without an answer")
            self.bytes += more
        head, self.bytes = self.bytes.split(b"\r\n\r\n", 1)
        self.status = int(head.split()[1])
        self.head = head.decode()
        if self.status == 101:
            accept = hashlib.sha1((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").encode()).digest()
            assert base64.b64encode(accept).decode() in self.head
            if hello:
                word = {"name": "page", "subscribe": subscribe}
                if token is not None:
                    word["token"] = house.token if token == "own" else token
                self.welcome = self.ask(hello=word)

    def send_frame(self, opcode, payload):
        mask = os.urandom(4)
        size = len(payload)
        head = bytes([0x80 | opcode])
        if size < 126:
            head += bytes([0x80 | size])
        elif size < 65536:
            head += bytes([0x80 | 126]) + struct.pack(">H", size)
        else:
            head += bytes([0x80 | 127]) + struct.pack(">Q", size)
        masked = bytes(byte ^ mask[i & 3] for i, byte in enumerate(payload)) if size < 100000 else \
            (int.from_bytes(payload, "big") ^ int.from_bytes((mask * (size // 4 + 1))[:size], "big")).to_bytes(size, "big")
        self.socket.sendall(head + mask + masked)

    def say(self, **request):
        self.send_frame(1, json.dumps(request).encode())

    def _take(self, size, end):
        while len(self.bytes) < size:
            self.socket.settimeout(max(0.01, end - time.monotonic()))
            more = self.socket.recv(1 << 20)
            if not more:
                raise Closed(0, "cut")
            self.bytes += more
        taken, self.bytes = self.bytes[:size], self.bytes[size:]
        return taken

    def frame(self, timeout=10.0):
        """The next text (as an object) or meter frame (as bytes). Answers pings, which give it no more time; raises
        Closed, TimeoutError."""
        end = time.monotonic() + timeout
        while True:
            first, size = self._take(2, end)
            if size == 126:
                size = struct.unpack(">H", self._take(2, end))[0]
            elif size == 127:
                size = struct.unpack(">Q", self._take(8, end))[0]
            payload = self._take(size, end)
            opcode = first & 15
            if opcode == 9 and self.answers_pings:
                self.send_frame(10, payload)
            elif opcode == 8:
                code = struct.unpack(">H", payload[:2])[0] if size >= 2 else 1005
                self.send_frame(8, payload[:2])
                raise Closed(code, payload[2:].decode())
            elif opcode == 1:
                return json.loads(payload)
            elif opcode == 2:
                return payload

    def hear(self, wanted=lambda reply: True, timeout=10.0):
        """The next text that is wanted; other texts are kept in told, meters in meters."""
        end = time.monotonic() + timeout
        while True:
            if time.monotonic() > end:
                raise TimeoutError(f"none of {len(self.told)} texts and {len(self.meters)} meter frames is what was waited for")
            frame = self.frame(max(0.01, end - time.monotonic()))
            if isinstance(frame, bytes):
                self.meters.append(frame)
            elif wanted(frame):
                return frame
            else:
                self.told.append(frame)

    def ask(self, **request):
        self.sequence += 1
        self.say(client=str(self.client), sequence=str(self.sequence), **request)
        return self.hear(lambda reply: reply["sequence"] == str(self.sequence))

    def command(self, **command):
        reply = self.ask(command=command)
        assert "done" in reply, reply
        return reply["done"]

    def close(self):
        self.socket.close()


def read_meters(frame):
    """The lists of the table in clients/gateway/README.md, by name."""
    assert frame[:4] == b"CLM1", frame[:4]
    n, c, d, e, k, x, s, b = struct.unpack_from("<8I", frame, 48)
    lists = [("nodes", "d", n), ("keyNodes", "d", k), ("costNodes", "d", x), ("spectrumNodes", "d", s), ("peaks", "f", c),
             ("rms", "f", c), ("gains", "f", n), ("truePeaks", "f", e), ("correlations", "f", d), ("vus", "f", e),
             ("momentary", "f", d), ("shortTerm", "f", d), ("integrated", "f", d), ("ranges", "f", d),
             ("keyPeaks", "f", k), ("costLeast", "f", x), ("costMean", "f", x), ("costMost", "f", x),
             ("spectra", "f", s * b), ("channels", "I", n), ("clips", "I", c), ("detailed", "I", d)]
    meters = dict(zip(("number", "revision", "position", "xruns"), struct.unpack_from("<4d", frame, 8)))
    at = 80
    for name, kind, count in lists:
        meters[name] = list(struct.unpack_from(f"<{count}{kind}", frame, at))
        at += count * struct.calcsize(kind)
    dynamics = struct.unpack_from("<I", frame, at)[0] if at < len(frame) else 0
    at += 4 if dynamics else 0
    meters["detectors"] = list(struct.unpack_from(f"<{dynamics}I", frame, at))
    meters["detectorLevels"] = list(struct.unpack_from(f"<{dynamics}f", frame, at + 4 * dynamics))
    at += 8 * dynamics
    assert at == len(frame), (at, len(frame))
    return meters


def run(house, checks):
    """Each check once; the house is closed whatever happens."""
    try:
        for check in checks:
            check(house)
            print("ok", check.__name__.replace("_", " "), flush=True)
    except BaseException:
        for name in house.processes:
            print(f"---- {name}\n{house.log(name)[-2000:]}", flush=True)
        for process in house.processes.values():
            process.kill()
            process.wait()
        raise
    house.close()
