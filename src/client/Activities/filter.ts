/** What a list shows, as it stands in the address of the page and, under the same names, in the API's. */
export interface Filter {
  kind?: string[];
  status?: string[];
  outletId?: string[];
  assigneeId?: string[];
  category?: string[];
  severity?: string[];
  channel?: string[];
  sla?: string[];
  /** Offered by tiles of the dashboard only. */
  answered?: string[];
  asOf?: string;
  from?: string;
  to?: string;
  q?: string;
  sort?: string;
}

/** The conditions that have an input, in its order. */
export const offered = ["status", "sla", "kind", "assigneeId", "category", "severity", "channel", "outletId"] as const;

const repeated = [...offered, "answered"] as const;
const single = ["from", "to", "asOf", "q", "sort"] as const;

export type Offered = (typeof offered)[number];

export function filterOf(search: URLSearchParams): Filter {
  const filter: Filter = {};
  for (const name of repeated) {
    const values = search.getAll(name);
    if (values.length > 0) filter[name] = values;
  }
  for (const name of single) {
    const value = search.get(name);
    if (value) filter[name] = value;
  }
  // A search has an order of its own; the API refuses another.
  if (filter.q) delete filter.sort;
  return filter;
}

export function searchOf(filter: Filter): URLSearchParams {
  const search = new URLSearchParams();
  for (const name of repeated) for (const value of filter[name] ?? []) search.append(name, value);
  for (const name of single) {
    const value = filter[name];
    if (value) search.set(name, value);
  }
  return search;
}

/** The page behind an address of the API, as tiles of the dashboard give it. */
export function pageOf(list: string): string {
  return `/activities?${searchOf(filterOf(new URL(list, "http://api").searchParams))}`;
}

/** Views that are one click away; the same filter spelled in another order is the same view. */
export function viewsFor(
  personId: string,
): [name: "open" | "mine" | "dueSoon" | "breached" | "unassigned" | "all", filter: Filter][] {
  return [
    ["open", { status: ["open"], sort: "dueAt" }],
    ["mine", { status: ["open"], assigneeId: [personId], sort: "dueAt" }],
    ["dueSoon", { status: ["open"], sla: ["dueSoon"], sort: "dueAt" }],
    ["breached", { status: ["open"], sla: ["breached"], sort: "dueAt" }],
    ["unassigned", { status: ["open"], assigneeId: ["none"], sort: "dueAt" }],
    ["all", {}],
  ];
}

/** How many conditions hold, the order left out. */
export function conditionsIn(filter: Filter): number {
  return Object.keys(filter).filter((name) => name !== "sort" && name !== "q").length;
}
