import { describe, expect, test } from "vitest";
import { durationOf, durationText, instantOf, wallOf } from "./times";

const plain = (key: string, values?: Record<string, unknown>) =>
  `${key.split(".").at(-1)} ${Object.values(values ?? {}).join(" ")}`.trim();

describe("times", () => {
  test.each([
    ["PT4H", 4 * 3600],
    ["PT2H30M", 9000],
    ["P1DT1H", 90000],
    ["-PT15M", -900],
    ["PT0.5S", 0.5],
    ["PT0S", 0],
  ])("%s is %d seconds", (iso, seconds) => expect(durationOf(iso) / 1000).toBe(seconds));

  test("what is no duration is refused", () => expect(() => durationOf("4 hours")).toThrow());

  test("a wall in Shanghai is eight hours ahead", () => {
    const wall = { year: 2026, month: 11, day: 21, hour: 0, minute: 30 };
    expect(instantOf(wall, "Asia/Shanghai").toISOString()).toBe("2026-11-20T16:30:00.000Z");
    expect(wallOf(new Date("2026-11-20T16:30:00Z"), "Asia/Shanghai")).toEqual(wall);
  });

  test("of an hour that comes twice the first is meant", () =>
    expect(instantOf({ year: 2026, month: 10, day: 25, hour: 2, minute: 30 }, "Europe/Berlin").toISOString()).toBe(
      "2026-10-25T00:30:00.000Z",
    ));

  test("an hour that does not exist is an hour later", () =>
    expect(instantOf({ year: 2026, month: 3, day: 29, hour: 2, minute: 30 }, "Europe/Berlin").toISOString()).toBe(
      "2026-03-29T01:30:00.000Z",
    ));

  test.each([
    [30_000, "underMinute"],
    [45 * 60_000, "minutes 45"],
    [3_600_000, "hours 1"],
    [90 * 60_000, "join hours 1 minutes 30"],
    [51 * 3_600_000 + 60_000, "join days 2 hours 3"],
    [-2 * 86_400_000, "days 2"],
  ])("%d ms reads as %s", (span, text) => expect(durationText(plain, span)).toBe(text));
});
