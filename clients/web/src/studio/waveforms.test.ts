// waveforms.test.ts: a file's picture is asked for once with the page's token; what is said of it instead is kept, a gateway
// that could not answer is asked again.
import WaveformData from "waveform-data";
import { beforeEach, expect, test, vi } from "vitest";
import { forgetWaveforms, waveformOf } from "./waveforms";

const bytes = new ArrayBuffer(26);
[2, 1, 48000, 64, 1, 1].forEach((word, i) => new DataView(bytes).setUint32(4 * i, word, true));
const answers = (...list: Response[]): ReturnType<typeof vi.fn> => {
  const asked = vi.fn(() => Promise.resolve(list.shift() ?? Response.error()));
  vi.stubGlobal("fetch", asked);
  return asked;
};
beforeEach(() => {
  forgetWaveforms();
  sessionStorage.setItem("corelogic.token", "secret");
});

test("a picture is asked for once, with the token", async () => {
  const asked = answers(new Response(bytes));
  const first = await waveformOf(3, "a.wav");
  expect(first).toBeInstanceOf(WaveformData);
  expect((first as WaveformData).sample_rate).toBe(48000);
  expect(await waveformOf(3, "a.wav")).toBe(first);
  expect(asked.mock.calls).toEqual([["./waveforms/3", { headers: { Authorization: "Bearer secret" } }]]);
});

test("a file that is not there is told in the gateway's words", async () => {
  answers(new Response(JSON.stringify({ detail: "There is no file a.wav." }), { status: 404 }));
  expect(await waveformOf(3, "a.wav")).toBe("There is no file a.wav.");
});

test("another file is another question, and a busy gateway is asked again", async () => {
  const asked = answers(new Response("", { status: 429 }), new Response(bytes));
  expect(await waveformOf(3, "b.wav")).toBeUndefined();
  expect(await waveformOf(3, "b.wav")).toBeInstanceOf(WaveformData);
  expect(asked).toHaveBeenCalledTimes(2);
});
