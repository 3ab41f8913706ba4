import { describe, expect, test } from "vitest";
import type { Schemas } from "../Desk/api";
import { dueOf } from "./due";

type Clock = Schemas["ClockView"];

const now = new Date("2026-11-20T04:00:00Z");
const clock = (target: string, state: Clock["state"], more: Partial<Clock> = {}): Clock => ({
  target,
  state,
  dueAt: null,
  metAt: null,
  breachedAt: null,
  elapsed: "PT0S",
  remaining: "PT0S",
  pastConfirmedCalendar: false,
  ...more,
});

describe("what is due", () => {
  test("the earlier of two running clocks counts", () => {
    const due = dueOf(
      [
        clock("resolution", "running", { dueAt: "2026-11-20T09:00:00Z" }),
        clock("response", "running", { dueAt: "2026-11-20T06:00:00Z" }),
      ],
      now,
      60,
    );
    expect(due).toMatchObject({ tone: "ok", target: "response", milliseconds: 2 * 3_600_000 });
  });

  test("within the company's setting it is soon, at the very edge too", () =>
    expect(dueOf([clock("response", "running", { dueAt: "2026-11-20T05:00:00Z" })], now, 60).tone).toBe("soon"));

  test("a clock that ran out since it was read is late", () =>
    expect(dueOf([clock("response", "running", { dueAt: "2026-11-20T03:59:00Z" })], now, 60)).toMatchObject({
      tone: "late",
      milliseconds: 60_000,
    }));

  test("breached and undone outweighs what is due sooner", () => {
    const breached = clock("response", "breached", { dueAt: "2026-11-20T01:00:00Z", breachedAt: "2026-11-20T02:00:00Z" });
    expect(dueOf([clock("resolution", "running", { dueAt: "2026-11-20T00:30:00Z" }), breached], now, 60)).toMatchObject({
      tone: "late",
      target: "response",
      milliseconds: 2 * 3_600_000,
    });
  });

  test("answered late, the next clock counts", () => {
    const late = clock("response", "breached", { dueAt: "2026-11-20T01:00:00Z", metAt: "2026-11-20T02:00:00Z" });
    expect(dueOf([late, clock("resolution", "running", { dueAt: "2026-11-20T09:00:00Z" })], now, 60).tone).toBe("ok");
    expect(dueOf([late, clock("resolution", "met", { metAt: "2026-11-20T03:00:00Z" })], now, 60).tone).toBe("missed");
  });

  test("on hold nothing runs", () =>
    expect(dueOf([clock("response", "met"), clock("resolution", "paused")], now, 60)).toEqual({
      tone: "paused",
      target: "resolution",
    }));

  test("without a promise nothing is due", () => expect(dueOf([], now, 60).tone).toBe("none"));
});
