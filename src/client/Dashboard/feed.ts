import type { Schemas } from "../Desk/api";

export type Snapshot = Schemas["DashboardSnapshot"];
export type Delta = Schemas["DashboardDelta"];

/**
 * A snapshot brought forward by a delta, or "missed" where a message in between never came: then, and only then, the
 * client subscribes again.
 */
export function brought(snapshot: Snapshot, delta: Delta): Snapshot | "missed" {
  if (delta.previous > snapshot.sequence) return "missed";
  // Of before a snapshot that was asked for meanwhile.
  if (delta.sequence < snapshot.sequence) return snapshot;
  return {
    ...snapshot,
    asOf: delta.asOf,
    sequence: delta.sequence,
    tiles: replaced(snapshot.tiles, delta.tiles),
    series: replaced(snapshot.series, delta.series),
  };
}

function replaced<T extends { key: string }>(items: T[], changed: T[]): T[] {
  const byKey = new Map(changed.map((it) => [it.key, it]));
  const kept = items.map((it) => byKey.get(it.key) ?? it);
  return [...kept, ...changed.filter((it) => !items.some((old) => old.key === it.key))];
}
