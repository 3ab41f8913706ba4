import type { Text } from "../Desk/text";
import { durationOf, hoursText } from "../Desk/times";

/** What one clock promises, as the policy writes it; durations in ISO 8601, working days a number. */
export type Target = { unit: "workingTime" | "clockTime"; amount: string } | { unit: "workingDays"; amount: number };

export function targetText(t: Text, target: Target): string {
  if (target.unit === "workingDays") return t("Sla:unit.workingDays", { count: target.amount });
  return t(`Sla:unit.${target.unit}`, { amount: hoursText(t, durationOf(target.amount)) });
}
