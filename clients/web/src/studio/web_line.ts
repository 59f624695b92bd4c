// web_line.ts: a line to the controller that is a WebSocket of the gateway: text is the session's, bytes are meters.
// Side: page.
import type { Dial } from "corelogic/session";

/** /ws beside the page, whatever folder and scheme it was served from. */
export function socketAddress(page: string = window.location.href): string {
  const url = new URL("./ws", page);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  url.hash = "";
  url.search = "";
  return url.href;
}

export function webSocketTo(address: string, hearMeters: (bytes: ArrayBuffer) => void): Dial {
  return (events) => {
    const socket = new WebSocket(address);
    socket.binaryType = "arraybuffer";
    socket.onopen = () => events.opened();
    socket.onclose = () => events.closed();
    socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
      if (typeof data === "string") events.heard(data);
      else hearMeters(data);
    };
    return {
      // What cannot be sent now is sent again by the session.
      send: (text) => { if (socket.readyState === WebSocket.OPEN) socket.send(text); },
      close: () => {
        socket.onopen = socket.onclose = socket.onmessage = null;
        socket.close();
      },
    };
  };
}
