// identity.test.ts: the token leaves the address at once; a reload is the same client, a copy of the tab is not.
import { beforeEach, expect, test } from "vitest";
import { readClientId } from "./client_id";
import { readToken } from "./token";
import { socketAddress } from "./web_line";

beforeEach(() => { sessionStorage.clear(); location.hash = ""; });

test.each([["#token=a%2Bb", ""], ["#/monitor?token=a%2Bb", "#/monitor"], ["#/monitor&token=a%2Bb", "#/monitor"]])("%s leaves %s", (hash, rest) => {
  location.hash = hash;
  expect(readToken()).toBe("a+b");
  expect(location.hash).toBe(rest);
  expect(readToken()).toBe("a+b");
});

test("without a token there is none", () => expect(readToken()).toBe(""));

test("a reload keeps the client and never a sequence", () => {
  const first = readClientId(sessionStorage, false);
  const again = readClientId(sessionStorage, true);
  expect(again.client).toBe(first.client);
  expect(again.firstSequence).toBeGreaterThan(first.firstSequence);
  expect(readClientId(sessionStorage, false).client).not.toBe(first.client);
});

test("the socket is beside the page, as safe as the page", () => {
  expect(socketAddress("http://studio:8420/#/mixer")).toBe("ws://studio:8420/ws");
  expect(socketAddress("https://desk.example/band/?x#/mixer")).toBe("wss://desk.example/band/ws");
});
