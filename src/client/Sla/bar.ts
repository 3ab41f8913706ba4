import type { Schemas } from "../Desk/api";

type Segment = Schemas["ClockSegment"];

/** Nights and weekends would leave no room for the hours that count: longer ones are drawn as long as this. */
const closedAtMost = 90 * 60_000;

export interface Drawn extends Segment {
  /** Per cent of the bar's width. */
  left: number;
  width: number;
}

export function drawn(segments: Segment[]): Drawn[] {
  const weights = segments.map(({ from, to, kind }) => {
    const span = Date.parse(to) - Date.parse(from);
    return kind === "closed" ? Math.min(span, closedAtMost) : span;
  });
  const whole = weights.reduce((sum, it) => sum + it, 0);
  let left = 0;
  return segments.map((segment, at) => {
    const width = ((weights[at] ?? 0) / whole) * 100;
    left += width;
    return { ...segment, left: left - width, width };
  });
}

/** Where an instant stands on the bar, in per cent; undefined outside of it. */
export function placeOf(bar: Drawn[], at: string): number | undefined {
  const instant = Date.parse(at);
  const found = bar.find(({ from, to }) => Date.parse(from) <= instant && instant <= Date.parse(to));
  if (!found) return undefined;
  const [from, to] = [Date.parse(found.from), Date.parse(found.to)];
  return found.left + (found.width * (instant - from)) / (to - from);
}
