import type { Text } from "../Desk/text";
import { durationOf, hoursText } from "../Desk/times";

/** What one clock promises, as the policy writes it; durations in ISO 8601, working days a number. */
export type Target = ({ unit: "workingTime" | "clockTime"; amount: string } | { unit: "workingDays"; amount: number }) & {
  /** Reasons of the holds that pause it. */
  pausedBy?: string[];
};

export function targetText(t: Text, target: Target): string {
  if (target.unit === "workingDays") return t("Sla:unit.workingDays", { count: target.amount });
  return t(`Sla:unit.${target.unit}`, { amount: hoursText(t, durationOf(target.amount)) });
}

export const measures = ["workingHours", "workingMinutes", "workingDays", "clockHours", "clockMinutes"] as const;

export type Measure = (typeof measures)[number];

const minute = 60_000;
const hour = 60 * minute;

/** A target as people set it: a number, and of what. */
export function measured(target: Target): { amount: number; measure: Measure } {
  if (target.unit === "workingDays") return { amount: target.amount, measure: "workingDays" };
  const span = durationOf(target.amount);
  const whole = span % hour === 0;
  const amount = span / (whole ? hour : minute);
  if (target.unit === "clockTime") return { amount, measure: whole ? "clockHours" : "clockMinutes" };
  return { amount, measure: whole ? "workingHours" : "workingMinutes" };
}

/** The target of a number; what pauses it stays as it was. */
export function targetOf(amount: number, measure: Measure, before?: Target): Target {
  const pausedBy = before?.pausedBy ? { pausedBy: before.pausedBy } : {};
  if (measure === "workingDays") return { unit: "workingDays", amount, ...pausedBy };
  const unit = measure.startsWith("clock") ? "clockTime" : "workingTime";
  return { unit, amount: measure.endsWith("Hours") ? `PT${amount}H` : `PT${amount}M`, ...pausedBy };
}
