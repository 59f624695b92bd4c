// recall_safe.test.ts: the list of what a recall leaves alone after each switch of a word.
import { expect, test } from "vitest";
import { afterSwitch, isSafe } from "./recall_safe";

const words = ["volume", "pan", "mute"] as const;

test("a word is put in its order, and taken out", () => {
  expect(afterSwitch(words, ["mute"], "volume", true)).toEqual(["volume", "mute"]);
  expect(afterSwitch(words, ["volume", "mute"], "mute", false)).toEqual(["volume"]);
});

test("all stands for each; a word taken out of all leaves the others", () => {
  expect(afterSwitch(words, ["volume"], "all", true)).toEqual(["all"]);
  expect(afterSwitch(words, ["all"], "all", false)).toEqual([]);
  expect(afterSwitch(words, ["all"], "pan", false)).toEqual(["volume", "mute"]);
  expect([isSafe(["all"], "pan"), isSafe(["mute"], "pan")]).toEqual([true, false]);
});
