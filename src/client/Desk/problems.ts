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
  [/^(Required, at most|must be a name of)/, "name"],
  [/^(Required|is required)/, "required"],
  [/^Must be one of/, "choice"],
  [/^Must be in the future/, "future"],
  [/^Lies in the future/, "past"],
  [/^Must be a(n amount| number)/, "number"],
  [/^Must be a date/, "date"],
  [/^(Taken by|.* is somebody's login|.* is already taken)/, "exists"],
  [/^There is no/, "nothing"],
  [/^(Is \d+ characters long|At most)/, "long"],
  [/e-mail address/, "email"],
  [/^(Must be|Must lie) after/, "after"],
  [/^Lies before/, "early"],
  [/^Neither CSV/, "file"],
  [/^Cannot be (merged into|linked to) itself/, "itself"],
  [/^Passwords? must/, "password"],
  [/^must be a window/, "window"],
  [/^must end after it starts/, "windowOrder"],
  [/^overlaps another window/, "overlap"],
  [/^is given twice/, "twice"],
  [/^must hold some working time/, "noWork"],
  [/^is not a known time zone/, "zone"],
  [/^[Mm]ust (be a whole number|not be)/, "amount"],
  [/^Name an assignee or a queue/, "either"],
  [/^Give who signed/, "signature"],
  [/^Needed before/, "completion"],
  [/^Only .* are in stock there/, "stock"],
  [/approved by another than its author|verified by another than its owner/, "another"],
  [/complained about/, "accused"],
  [/^An approval has|^Only an approved/, "approval"],
  [/^What is done says|^A verified action says|^A decided dispute says|^Say when/, "says"],
  [/^A new entry begins|does not follow/, "step"],
  [/^Lies outside the budget|^The certificate was not in force/, "period"],
  [/^A site is one|^An instrument needs|^An answer scores/, "required"],
  [/^This person did not attend/, "attended"],
  [/^Is no unit of/, "unit"],
  [/^Give the last day/, "monthEnd"],
  [/^Not one of your outlets/, "outlet"],
  [/^This stage waits for/, "gate"],
  [/^The five weights/, "weights"],
  [/^Not a stage of/, "stage"],
  [/^Not the current password/, "current"],
] as const;

export function fieldText(t: Text, sentence: string): string {
  const found = sentences.find(([pattern]) => pattern.test(sentence));
  return found ? t(`Desk:wrong.${found[1]}`) : sentence;
}

export interface FieldError {
  /** The path in pieces, as forms name their fields. */
  name: (string | number)[];
  errors: string[];
}

export function formErrors(t: Text, problem: Error): FieldError[] {
  if (!(problem instanceof Problem)) return [];
  return Object.entries(problem.errors).map(([path, sentences]) => ({
    name: nameOf(path),
    errors: sentences.map((it) => fieldText(t, it)),
  }));
}

/** "rules[2].name" in pieces. A kind's extra fields, and what an amendment names, stand under "fields" by their whole path. */
export function nameOf(path: string): FieldError["name"] {
  if (path.startsWith("fields.")) return ["fields", path.slice("fields.".length)];
  return path
    .split(/\.|(?=\[)/)
    .filter(Boolean)
    .map((part) => (part.startsWith("[") ? Number(part.slice(1, -1)) : part));
}
