import type { Schemas } from "../Desk/api";

/** Told by the page's own facts: repeated under "received", they would bury what follows. */
const receipt = [
  "text",
  "subject",
  "priority",
  "customer",
  "product",
  "fields",
  "personalFields",
  "promise",
  "outletId",
  "severity",
];

/** An event's public and personal values, each by its whole path, in the order they are told. */
export function flat({
  type,
  data,
  personal,
}: Pick<Schemas["TimelineEntry"], "type" | "data" | "personal">): [path: string, value: unknown][] {
  const all = [...leaves(data), ...Object.entries(personal)];
  if (type !== "ActivityReceived") return all;
  return all.filter(([path]) => !receipt.includes(path.split(".")[0] ?? ""));
}

function leaves(value: object, path = ""): [string, unknown][] {
  return Object.entries(value).flatMap(([key, inner]) => {
    if (inner === null || inner === undefined) return [];
    return typeof inner === "object" && !Array.isArray(inner)
      ? leaves(inner as object, `${path}${key}.`)
      : [[path + key, inner] as [string, unknown]];
  });
}
