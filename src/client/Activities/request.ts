import type { Schemas } from "../Desk/api";

/** What the form of a new activity holds. */
export interface Draft {
  kind: string;
  text: string;
  subject?: string;
  occurredAt?: string;
  channel?: string;
  outletId?: string;
  priority?: string;
  remedy?: string;
  externalId?: string;
  customer?: Schemas["CustomerDetails"];
  product?: Partial<Schemas["ProductRequest"]>;
  fields?: Record<string, unknown>;
  resolveNow?: boolean;
  resolve?: { outcome: string };
}

/** The API's request for it: what was left empty is left out, and so is a whole part with nothing in it. */
export function request({ resolveNow, resolve, ...draft }: Draft): Partial<Schemas["LogActivity"]> {
  return { ...(pruned(draft) as Partial<Schemas["LogActivity"]>), ...(resolveNow && resolve ? { resolve } : {}) };
}

function pruned(value: unknown): unknown {
  if (typeof value === "string") return value.trim() || undefined;
  if (typeof value !== "object" || value === null) return value ?? undefined;
  const kept = Object.entries(value)
    .map(([key, inner]) => [key, pruned(inner)] as const)
    .filter(([, inner]) => inner !== undefined);
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}
