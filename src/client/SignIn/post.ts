/** Why a form was refused: a word for all of it, and words by field. */
export interface Refused {
  whole?: "failed" | "unreachable" | "tooMany";
  fields: Record<string, "taken" | "short" | "required" | "invalid">;
}

/** Sends a form; null when it was taken. */
export async function post(url: `/api/${string}`, form: Record<string, string>): Promise<Refused | null> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(form),
  }).catch(() => null);
  if (!response || response.status >= 500) return { whole: "unreachable", fields: {} };
  if (response.ok) return null;
  if (response.status === 429) return { whole: "tooMany", fields: {} };
  const { errors = {} } = (await response.json().catch(() => ({}))) as { errors?: Record<string, string[]> };
  const fields = Object.fromEntries(Object.entries(errors).map(([name, said]) => [name, wordFor(name, said.join(" "))]));
  return Object.keys(fields).length > 0 ? { fields } : { whole: "failed", fields };
}

/** A page of our own and no other: an address handed in must not lead away. */
export function nextPage(search: string): string {
  const next = new URLSearchParams(search).get("next") ?? "/";
  return /^\/(?![/\\])/.test(next) ? next : "/";
}

function wordFor(field: string, said: string): Refused["fields"][string] {
  if (said.includes("somebody's login") || said.includes("Taken")) return "taken";
  if (field === "password") return "short";
  return said.startsWith("Required") ? "required" : "invalid";
}
