import type { Schemas } from "../Desk/api";

type Clock = Schemas["ClockView"];

/** What a list says of an activity's clocks at one instant: the one thing that matters now. */
export type Due =
  | {
      tone: "late" | "soon" | "ok";
      target: string;
      dueAt: Date /** of the clock on the wall; late: since */;
      milliseconds: number;
    }
  | { tone: "paused"; target: string }
  | { tone: "met" }
  | { tone: "missed" }
  | { tone: "none" };

/** A clock that was read a while ago may have run out since; what is breached and not yet done counts first. */
export function dueOf(clocks: Clock[], now: Date, soonMinutes: number): Due {
  const undone = clocks.filter((it) => !it.metAt && it.dueAt && (it.state === "running" || it.state === "breached"));
  undone.sort((a, b) => Date.parse(a.dueAt ?? "") - Date.parse(b.dueAt ?? ""));
  const first = undone.find((it) => it.state === "breached") ?? undone[0];
  if (first?.dueAt) {
    const dueAt = new Date(first.state === "breached" ? (first.breachedAt ?? first.dueAt) : first.dueAt);
    const left = dueAt.getTime() - now.getTime();
    const tone = left < 0 ? "late" : left <= soonMinutes * 60_000 ? "soon" : "ok";
    return { tone, target: first.target, dueAt, milliseconds: Math.abs(left) };
  }
  const paused = clocks.find((it) => it.state === "paused");
  if (paused) return { tone: "paused", target: paused.target };
  if (clocks.length === 0) return { tone: "none" };
  return clocks.some((it) => it.state === "breached") ? { tone: "missed" } : { tone: "met" };
}
