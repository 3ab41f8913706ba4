import { describe, expect, test } from "vitest";
import { measured, type Target, targetOf } from "./targets";

describe("a target", () => {
  test.each<[Target, ReturnType<typeof measured>]>([
    [
      { unit: "workingTime", amount: "PT4H" },
      { amount: 4, measure: "workingHours" },
    ],
    [
      { unit: "workingTime", amount: "PT90M" },
      { amount: 90, measure: "workingMinutes" },
    ],
    [
      { unit: "clockTime", amount: "P1D" },
      { amount: 24, measure: "clockHours" },
    ],
    [
      { unit: "clockTime", amount: "PT30M" },
      { amount: 30, measure: "clockMinutes" },
    ],
    [
      { unit: "workingDays", amount: 7 },
      { amount: 7, measure: "workingDays" },
    ],
  ])("is set as people say it, and comes back", (target, said) => {
    expect(measured(target)).toEqual(said);
    expect(measured(targetOf(said.amount, said.measure))).toEqual(said);
  });

  test("keeps what pauses it", () =>
    expect(targetOf(3, "workingDays", { unit: "workingTime", amount: "PT4H", pausedBy: ["*"] })).toEqual({
      unit: "workingDays",
      amount: 3,
      pausedBy: ["*"],
    }));
});
