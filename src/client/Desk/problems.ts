import { Problem } from "./api";
import type { Text } from "./text";

const known = [
  "unreachable",
  "not-found",
  "no-right",
  "stale",
  "not-allowed-in-status",
  "already-exists",
  "too-large",
  "unsupported-file",
  "too-many-requests",
  "unavailable",
  "invalid",
] as const;

/** What went wrong, in the reader's language. */
export function problemText(t: Text, problem: Error): string {
  const type = problem instanceof Problem ? known.find((it) => it === problem.type) : undefined;
  return t(`Desk:problem.${type ?? "failed"}`);
}

// The API speaks English; these are its sentences that people meet at a field.
const sentences = [
  [/^Required/, "required"],
  [/^Must be one of/, "choice"],
  [/^Must be in the future/, "future"],
  [/^Lies in the future/, "past"],
  [/^Must be a number/, "number"],
  [/^Must be a date/, "date"],
  [/^(Taken by|.* is somebody's login)/, "exists"],
  [/^There is no/, "nothing"],
  [/^Name an assignee or a queue/, "either"],
  [/^Give who signed/, "signature"],
  [/^Needed before/, "completion"],
] as const;

export function fieldText(t: Text, sentence: string): string {
  const found = sentences.find(([pattern]) => pattern.test(sentence));
  return found ? t(`Desk:wrong.${found[1]}`) : sentence;
}

/** The errors of a problem as an Ant Design form takes them; its field names are the paths joined by dots. */
export function formErrors(t: Text, problem: Error): { name: string[]; errors: string[] }[] {
  if (!(problem instanceof Problem)) return [];
  return Object.entries(problem.errors).map(([path, sentences]) => ({
    // A kind's extra fields, and what an amendment names, stand under "fields" by their whole path.
    name: path.startsWith("fields.") ? ["fields", path.slice("fields.".length)] : path.split("."),
    errors: sentences.map((it) => fieldText(t, it)),
  }));
}
