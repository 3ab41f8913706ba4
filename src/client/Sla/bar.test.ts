import { describe, expect, test } from "vitest";
import { drawn, placeOf } from "./bar";

const at = (hour: number) => new Date(Date.UTC(2026, 10, 20) + hour * 3_600_000).toISOString();

describe("the bar of a clock", () => {
  const bar = drawn([
    { from: at(0), to: at(3), kind: "working" },
    { from: at(3), to: at(18), kind: "closed" },
    { from: at(18), to: at(19.5), kind: "paused" },
  ]);

  test("closed hours are drawn short, the rest to scale", () =>
    expect(bar.map((it) => [it.left, it.width])).toEqual([
      [0, 50],
      [50, 25],
      [75, 25],
    ]));

  test("instants stand within their segment, edges included", () => {
    expect(placeOf(bar, at(0))).toBe(0);
    expect(placeOf(bar, at(1.5))).toBe(25);
    expect(placeOf(bar, at(10.5))).toBe(62.5);
    expect(placeOf(bar, at(19.5))).toBe(100);
  });

  test("an instant outside has no place", () => expect(placeOf(bar, at(23))).toBeUndefined());
});
