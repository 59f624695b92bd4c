# gateway_attack_check.py: slow, huge, foreign and flooding visitors; after each the gateway serves the next one as if
# nothing had been, and its memory has not grown.  Side: test.
import os
import select
import socket
import ssl
import subprocess
import sys
import tempfile
import time

from gateway_check import memory_of, most_growth
from web_house import Closed, WebHouse, eventually, run


def answered(house, raw, timeout=8.0):
    """All that comes back for these bytes, until the end of the connection."""
    connection = house.connect(timeout)
    connection.sendall(raw)
    got = b""
    try:
        while True:
            more = connection.recv(65536)
            if not more:
                return got
            got += more
    except socket.timeout:
        raise AssertionError(f"the connection was left open; it said {got!r}")
    except ConnectionResetError:
        return got
    finally:
        connection.close()


def ended(connections, timeout):
    """Those that the gateway has closed, as soon as there is one; they are closed here too."""
    gone = []
    for each in select.select(connections, [], [], timeout)[0]:
        try:
            assert each.recv(10) == b"", "it was answered"
        except ssl.SSLWantReadError:
            continue
        except OSError:
            pass
        each.close()
        gone.append(each)
    return gone


def is_well(house):
    began = time.monotonic()
    assert house.ask("GET", "/status").status == 200
    assert time.monotonic() - began < 2, "others wait"


def a_slow_header_is_not_waited_for(house):
    crowd = [house.connect() for _ in range(60)]
    for each in crowd:
        each.sendall(b"GET / HTTP/1.1\r\nHost:")
    is_well(house)
    began = time.monotonic()
    while crowd and time.monotonic() - began < 12:
        gone = ended(crowd, 0.5)   # between two letters of each
        crowd = [each for each in crowd if each not in gone]
        for each in crowd:
            try:
                each.sendall(b"x")
            except OSError:
                pass   # it is seen to have ended the next time
    assert not crowd, f"{len(crowd)} of them are still waited for"
    is_well(house)


def a_huge_header_is_refused(house):
    got = answered(house, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"x" * 20000 + b"\r\n\r\n")
    assert got.startswith(b"HTTP/1.1 431 ") or got == b"", got[:100]


def a_huge_body_is_not_read(house):
    head = (f"POST /tracks HTTP/1.1\r\nHost: 127.0.0.1:{house.port}\r\nAuthorization: Bearer {house.token}\r\n"
            "Content-Type: application/json\r\n").encode()
    got = answered(house, head + b"Content-Length: 10000000000\r\n\r\n{")
    assert got.startswith(b"HTTP/1.1 413 "), got[:100]
    got = answered(house, head + b"Content-Length: 70000\r\n\r\n{")
    assert got.startswith(b"HTTP/1.1 413 "), got[:100]
    chunk = b"10000\r\n" + b" " * 65536 + b"\r\n"
    got = answered(house, head + b"Transfer-Encoding: chunked\r\n\r\n" + chunk * 3)
    assert got.startswith(b"HTTP/1.1 413 "), got[:100]


def a_body_without_a_token_is_not_read(house):
    got = answered(house, f"POST /commands/importProject HTTP/1.1\r\nHost: 127.0.0.1:{house.port}\r\n"
                          "Content-Type: application/json\r\nContent-Length: 4000000\r\n\r\n".encode())
    assert got.startswith(b"HTTP/1.1 401 "), got[:100]


def nonsense_is_no_request(house):
    for raw in (b"\x00\x01\x02\x03\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00",
                b"GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                b"POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx"):
        got = answered(house, raw)
        assert got == b"" or got.startswith(b"HTTP/1.1 4"), (raw, got[:100])
    is_well(house)


def other_hosts_and_origins_are_turned_away(house):
    ours = f"127.0.0.1:{house.port}"
    for host in ("evil.example", f"evil.example:{house.port}", ours + ".evil.example", ""):
        assert house.ask("GET", "/project", headers={"Host": host}).status == 421, host
    two = answered(house, f"GET /health HTTP/1.1\r\nHost: {ours}\r\nHost: evil.example\r\nConnection: close\r\n\r\n".encode())
    assert two.startswith(b"HTTP/1.1 4"), two[:100]
    for origin in ("http://evil.example", "null", "http://" + ours + ".evil.example"):
        assert house.ask("GET", "/project", headers={"Origin": origin}).status == 403, origin
        page = house.page(hello=False, headers={"Origin": origin})
        assert page.status == 403, page.head
    allowed = house.ask("GET", "/project", headers={"Origin": "http://" + ours})
    assert allowed.headers["Access-Control-Allow-Origin"] == "http://" + ours, "never a wildcard"


def loopback_is_no_proof(house):
    for method, path in (("GET", "/project"), ("POST", "/commands/undo"), ("GET", "/metrics"), ("DELETE", "/tracks/1")):
        answer = house.ask(method, path, token=None)
        assert answer.status == 401 and "WWW-Authenticate" in answer.headers, (path, answer.status)
    assert house.ask("GET", "/project", token=None, headers={"Cookie": f"token={house.token}"}).status == 401


def guessing_gets_slower(house):
    statuses = [house.ask("GET", "/project", token=f"guess{i}").status for i in range(40)]
    assert statuses[0] == 401 and statuses[-1] == 429, statuses
    is_well(house)  # whoever knows the token is not concerned


def words_before_the_hello_are_not_forwarded(house):
    page = house.page(hello=False)
    page.say(command={"newProject": {"name": "stolen"}})
    try:
        page.hear(lambda reply: False)
    except Closed as closed:
        assert closed.code == 1008, closed
    assert "stolen" not in house.get("/projects")


def a_silent_page_is_not_waited_for(house):
    page = house.page(hello=False)
    began = time.monotonic()
    try:
        page.hear(timeout=10)
    except Closed as closed:
        assert closed.code == 1008, closed
    assert 2 < time.monotonic() - began < 9, time.monotonic() - began


def a_page_that_is_gone_is_noticed(house):
    pages = [house.page(client=100 + i) for i in range(5)]
    for page in pages:
        page.answers_pings = False
    began = time.monotonic()
    eventually(lambda: browsers(house) == 0, 8)
    assert time.monotonic() - began < 6, "three seconds, and a little"
    for page in pages:
        page.close()


def browsers(house):
    text = house.ask("GET", "/metrics").body.decode()
    return int(text.split("\ncorelogic_gateway_browsers ")[1].split()[0])


def a_frame_larger_than_an_import_ends_it(house):
    page = house.page()
    try:
        page.send_frame(1, b"{" + b" " * (5 << 20))
        page.hear(lambda reply: False, timeout=8)
        raise AssertionError("it was read")
    except (Closed, ConnectionError) as end:
        assert getattr(end, "code", 1009) in (0, 1009), end
    unknown = house.page(hello=False)
    try:
        unknown.send_frame(1, b'{"hello":{"name":"' + b"x" * 100000 + b'"}}')
        unknown.hear(lambda reply: False, timeout=8)
        raise AssertionError("it was read")
    except (Closed, ConnectionError) as end:
        assert getattr(end, "code", 1009) in (0, 1009), end
    is_well(house)


def frames_that_are_no_requests_harm_nobody(house):
    page = house.page()
    for payload in (b"", b"[]", b"{", b'{"a":', b'"' * 1000, b"[" * 30000, b'{"a":' * 10000):
        page.send_frame(1, payload)
        assert page.hear()["refused"]["code"] == "invalid", payload[:20]
    assert "status" in page.ask(getStatus=None)
    try:
        page.send_frame(2, b"\x00" * 64)
        page.hear(lambda reply: False, timeout=8)
        raise AssertionError("bytes were taken")
    except (Closed, ConnectionError):
        pass
    broken = house.page()
    try:
        broken.send_frame(1, b'{"heartbeat":"\xff\xfe"}')
        broken.hear(lambda reply: False, timeout=8)
        raise AssertionError("text that is none was taken")
    except (Closed, ConnectionError) as end:
        assert getattr(end, "code", 1007) in (0, 1007), end


def a_flooding_page_is_told_busy_and_others_are_served(house):
    flooder, other = house.page(client=31), house.page(client=32)
    flooder.socket.settimeout(10)
    refused = ended = False
    worst = 0.0
    try:
        for i in range(3000):
            flooder.say(client="31", sequence=str(1000 + i), getStatus=None)
            if i % 300 == 299:
                began = time.monotonic()
                assert "status" in other.ask(getStatus=None)
                worst = max(worst, time.monotonic() - began)
        while True:
            reply = flooder.hear(timeout=5)
            refused = refused or reply.get("refused", {}).get("code") == "busy"
    except (Closed, ConnectionError):
        ended = True
    except (socket.timeout, TimeoutError):
        pass
    assert refused or ended, "nobody stopped it"
    assert worst < 1.0, f"another page waited {worst} s"
    other.close()


def a_flood_of_requests_is_busy(house):
    connection = house.connect()
    request = (f"GET /nothing HTTP/1.1\r\nHost: 127.0.0.1:{house.port}\r\n"
               f"Authorization: Bearer {house.token}\r\n\r\n").encode()
    got = b""
    try:
        for _ in range(60):
            connection.sendall(request * 50)
            connection.settimeout(0.01)
            try:
                got += connection.recv(1 << 20)
            except socket.timeout:
                pass
        connection.settimeout(3)
        while True:
            more = connection.recv(1 << 20)
            if not more:
                break
            got += more
    except (OSError, socket.timeout):
        pass
    assert b"HTTP/1.1 429 " in got or got.count(b"HTTP/1.1 404 ") < 3000, "all of them were served"
    is_well(house)


def a_crowd_of_connections_is_bounded(house):
    crowd = []
    for _ in range(300):
        try:
            crowd.append(house.connect(2))
        except OSError:
            break
    began, most = time.monotonic(), 128   # of one address
    while len(crowd) > most and time.monotonic() - began < 5:
        gone = ended(crowd, 0.5)
        crowd = [each for each in crowd if each not in gone]
    assert len(crowd) <= most, f"{len(crowd)} of one address were let in"
    for each in crowd:
        each.close()
    eventually(lambda: house.ask("GET", "/status").status == 200)


def memory_did_not_grow(house):
    grown = memory_of(house.processes["gateway"].pid) - house.memory
    assert grown < most_growth(house, 16), f"{grown} KiB more than before the attacks"


def certificate(directory):
    """A key and a certificate of its own for 127.0.0.1."""
    pem, key = os.path.join(directory, "studio.pem"), os.path.join(directory, "studio.key")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                    "-keyout", key, "-out", pem, "-days", "2", "-subj", "/CN=127.0.0.1"], check=True,
                   stderr=subprocess.DEVNULL)
    return pem, key


def tls_serves_scripts_and_pages(house):
    assert house.tls
    assert house.ask("GET", "/status").status == 200
    page = house.page(headers={"Origin": f"https://127.0.0.1:{house.port}"})
    assert "welcome" in page.welcome
    page.say(gateway={"meters": {"rate": 30}})
    assert "status" in page.ask(getStatus=None)
    page.close()
    assert house.page(hello=False, headers={"Origin": f"http://127.0.0.1:{house.port}"}).status == 403


def tls_speaks_no_old_versions_and_no_plain_text(house):
    plain = socket.create_connection(("127.0.0.1", house.port), timeout=8)
    plain.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
    assert b"HTTP/" not in plain.recv(1000)
    plain.close()
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.maximum_version = ssl.TLSVersion.TLSv1_1
    context.set_ciphers("ALL:@SECLEVEL=0")
    try:
        context.wrap_socket(socket.create_connection(("127.0.0.1", house.port), timeout=8))
        raise AssertionError("TLS 1.1 was accepted")
    except (ssl.SSLError, ConnectionError):
        pass


def handshakes_that_stand_still_are_ended(house):
    crowd = [socket.create_connection(("127.0.0.1", house.port), timeout=10) for _ in range(30)]
    assert house.ask("GET", "/status").status == 200
    for each in crowd:
        assert each.recv(100) == b""
        each.close()


def refuses_to_start_in_the_open(house):
    for arguments, word in ((["--listen", "0.0.0.0:0"], "TLS"), (["--listen", "nowhere"], "ADDRESS:PORT"),
                            (["--listen", f"127.0.0.1:{house.port}"], "cannot be listened to"),
                            (["--certificate", "/nowhere"], "go together"),
                            (["--listen", "127.0.0.1:0", "--certificate", "/nowhere", "--key", "/nowhere"], "/nowhere")):
        ended = subprocess.run([os.path.join(house.binaries, "corelogic-gateway"), "--runtime", house.runtime] + arguments,
                               capture_output=True, timeout=20)
        assert ended.returncode in (1, 2) and word in ended.stderr.decode(), (arguments, ended)


if __name__ == "__main__":
    attacked = WebHouse(sys.argv[1])
    attacked.post("/tracks", {"name": "Guitar"})
    attacked.memory = memory_of(attacked.processes["gateway"].pid)
    run(attacked,
        [other_hosts_and_origins_are_turned_away, loopback_is_no_proof, a_body_without_a_token_is_not_read,
         a_huge_header_is_refused, a_huge_body_is_not_read, nonsense_is_no_request, a_slow_header_is_not_waited_for,
         words_before_the_hello_are_not_forwarded, a_silent_page_is_not_waited_for, a_page_that_is_gone_is_noticed,
         a_frame_larger_than_an_import_ends_it, frames_that_are_no_requests_harm_nobody,
         a_flooding_page_is_told_busy_and_others_are_served, a_flood_of_requests_is_busy,
         a_crowd_of_connections_is_bounded, guessing_gets_slower, memory_did_not_grow, refuses_to_start_in_the_open])

    with tempfile.TemporaryDirectory(prefix="cl") as directory:
        pem, key = certificate(directory)
        run(WebHouse(sys.argv[1], gateway=["--certificate", pem, "--key", key]),
            [tls_serves_scripts_and_pages, tls_speaks_no_old_versions_and_no_plain_text,
             handshakes_that_stand_still_are_ended])
