import { describe, expect, test } from "vitest";
import { conditionsIn, filterOf, pageOf, searchOf } from "./filter";

describe("the filter in the address", () => {
  test("comes back as it was", () => {
    const filter = { status: ["new", "onHold"], assigneeId: ["none"], from: "2026-11-01", q: "漏电 & 冒烟" };
    expect(filterOf(new URLSearchParams(searchOf(filter).toString()))).toEqual(filter);
  });

  test("is spelled one way, whatever the order it was given in", () =>
    expect(searchOf(filterOf(new URLSearchParams("sort=dueAt&kind=repair&status=open"))).toString()).toBe(
      "status=open&kind=repair&sort=dueAt",
    ));

  test("has no order of its own while searching", () =>
    expect(filterOf(new URLSearchParams("q=漏&sort=dueAt"))).toEqual({ q: "漏" }));

  test("forgets what no list knows", () => expect(filterOf(new URLSearchParams("cursor=x&utm=1"))).toEqual({}));

  test("a tile's list is a page", () =>
    expect(pageOf("/api/v1/activities?status=open&sla=breached&asOf=2026-11-21T08:00:00Z")).toBe(
      "/activities?status=open&sla=breached&asOf=2026-11-21T08%3A00%3A00Z",
    ));

  test("order and search are no conditions", () => expect(conditionsIn({ q: "a", sort: "dueAt", kind: ["repair"] })).toBe(1));
});
