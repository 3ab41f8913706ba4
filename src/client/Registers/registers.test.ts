import { describe, expect, it } from "vitest";
import { columnsOf, type Field, lastingOf, nextSteps, type RegisterOf } from "./registers";

const field = (name: string, more: Partial<Field> = {}): Field => ({
  name,
  type: "text",
  nameZh: name,
  nameEn: name,
  required: false,
  mask: null,
  choices: [],
  target: null,
  least: null,
  most: null,
  ...more,
});

const register: RegisterOf = {
  name: "actions",
  room: "improvement",
  nameZh: "",
  nameEn: "",
  hintZh: "",
  hintEn: "",
  title: "problem",
  fields: [
    field("openedOn", { type: "date", required: true }),
    field("problem", { required: true }),
    field("remark"),
    field("cause", { type: "longText" }),
    field("owner", { type: "link", target: "staff" }),
    field("state", {
      type: "choice",
      choices: ["open", "done", "verified"].map((value) => ({ value, nameZh: value, nameEn: value })),
    }),
  ],
  dated: "openedOn",
  validFrom: null,
  validUntil: null,
  filters: ["owner"],
  unique: [],
  flow: {
    field: "state",
    steps: [
      { from: "open", to: "done" },
      { from: "done", to: "verified" },
      { from: "done", to: "open" },
    ],
  },
  hasBalances: false,
  writable: true,
};

describe("registers", () => {
  it("show the title first and long texts not at all", () => {
    expect(columnsOf(register).map((it) => it.name)).toEqual(["problem", "openedOn", "state", "owner", "remark"]);
  });

  it.each([
    ["2026-11-19", "past"],
    ["2026-11-20", "soon"],
    ["2027-02-18", "soon"],
    ["2027-02-19", "on"],
  ])("what holds until %s is %s", (until, lasting) => {
    expect(lastingOf(until, "2026-11-20")).toBe(lasting);
  });

  it("offer the steps that follow", () => {
    const state = register.fields[5] as Field;
    const offered = (present?: string) => nextSteps(register, state, present).map((it) => it.value);
    expect([offered(), offered("open"), offered("done"), offered("verified")]).toEqual([
      ["open"],
      ["open", "done"],
      ["open", "done", "verified"],
      ["verified"],
    ]);
  });
});
