import { expect, test } from "vitest";
import { datesBetween, windowOf } from "./windows";

test.each([
  ["09:00-12:00", "09:00-12:00"],
  ["9:00 – 12:00", "09:00-12:00"],
  ["９：00", "９：00"],
  ["8：30至24：00", "08:30-24:00"],
  [" nonsense ", "nonsense"],
])("%s is the window %s", (typed, written) => expect(windowOf(typed)).toBe(written));

test("a holiday is every date from its first to its last", () =>
  expect(datesBetween("2026-02-27", "2026-03-02")).toEqual(["2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02"]));
