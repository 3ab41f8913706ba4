import { describe, expect, test } from "vitest";
import { brought, type Delta, type Snapshot } from "./feed";

const tile = (key: string, value: number) => ({
  key,
  value,
  unit: "activities" as const,
  list: null,
  clockTime: null,
  measured: null,
});
const snapshot: Snapshot = {
  asOf: "2026-11-20T02:00:00Z",
  sequence: 10,
  outletIds: [],
  tiles: [tile("open", 5), tile("dueSoon", 1)],
  series: [],
};
const delta = (previous: number, sequence: number, ...tiles: Delta["tiles"]): Delta => ({
  previous,
  sequence,
  asOf: "2026-11-20T02:00:01Z",
  tiles,
  series: [],
});

describe("the dashboard's feed", () => {
  test("a delta that follows replaces what changed", () => {
    const next = brought(snapshot, delta(10, 12, tile("open", 6)));
    expect(next).toMatchObject({ sequence: 12, asOf: "2026-11-20T02:00:01Z", tiles: [tile("open", 6), tile("dueSoon", 1)] });
  });

  test("one that follows something older follows all the same", () =>
    expect(brought(snapshot, delta(8, 12, tile("open", 6)))).toMatchObject({ sequence: 12 }));

  test("one that follows something newer was preceded by one that never came", () =>
    expect(brought(snapshot, delta(11, 12))).toBe("missed"));

  test("time alone passes without an event", () =>
    expect(brought(snapshot, delta(10, 10, tile("dueSoon", 2)))).toMatchObject({
      sequence: 10,
      tiles: [tile("open", 5), tile("dueSoon", 2)],
    }));

  test("one of before the snapshot changes nothing", () =>
    expect(brought(snapshot, delta(7, 9, tile("open", 4)))).toBe(snapshot));
});
