import type { Terms } from "../Desk/terms";
import type { Activity } from "./Marks";

/** What a verb asks for; its words are Activities:verb.*, its fields' Activities:field.*. */
export interface VerbField {
  name: string;
  input: "line" | "words" | "person" | "choice" | "moment" | "yesNo" | "activity" | "holdReason";
  terms?: Terms;
  required?: true;
  initial?: string;
}

const words = (name: string, required?: true): VerbField => ({ name, input: "words", required });
const line = (name: string, required?: true): VerbField => ({ name, input: "line", required });
const choice = (name: string, terms: Terms, required?: true, initial?: string): VerbField => ({
  name,
  input: "choice",
  terms,
  required,
  initial,
});
const visit: VerbField[] = [
  { name: "scheduledAt", input: "moment", required: true },
  { name: "technicianId", input: "person" },
];
const signature = [line("signedBy"), choice("unsignedReason", "unsignedReason")];

export const verbFields = {
  respond: [words("note")],
  assign: [{ name: "assigneeId", input: "person" }, line("queueId")],
  start: [],
  hold: [
    { name: "reason", input: "holdReason", required: true },
    { name: "until", input: "moment" },
  ],
  resume: [],
  resolve: [line("outcome", true), line("cause"), line("remedy")],
  close: [],
  reopen: [words("reason", true)],
  cancel: [words("reason", true)],
  amend: [],
  urge: [words("note")],
  note: [words("text", true), choice("visibility", "visibility", true, "internal")],
  link: [{ name: "activityId", input: "activity", required: true }, choice("relation", "relation", true, "related")],
  merge: [{ name: "intoId", input: "activity", required: true }],
  categorize: [choice("category", "category", true), choice("severity", "severity"), choice("demand", "demand")],
  schedule: visit,
  accept: [],
  refuse: [words("reason", true)],
  reschedule: visit,
  "check-in": [],
  "no-show": [words("reason", true)],
  complete: signature,
  deliver: [...signature, { name: "damaged", input: "yesNo" }],
  "decide-return": [choice("decision", "decision", true)],
} satisfies Record<string, VerbField[]>;

export type Verb = keyof typeof verbFields;

export const isVerb = (name: string): name is Verb => name in verbFields;

// The API's allowed verbs go by status and kind; these also need a visit in a certain state.
const visitStates: Partial<Record<Verb, string[]>> = {
  accept: ["scheduled"],
  refuse: ["scheduled", "accepted"],
  reschedule: ["scheduled", "accepted", "refused", "missed"],
  "check-in": ["scheduled", "accepted"],
  "no-show": ["scheduled", "accepted", "checkedIn"],
  complete: ["scheduled", "accepted", "checkedIn"],
};

const forward: Verb[] = [
  "accept",
  "check-in",
  "complete",
  "deliver",
  "decide-return",
  "start",
  "resume",
  "resolve",
  "close",
  "reopen",
];

/** What can be done now: at most four buttons that carry the work on, and the rest behind one more. */
export function verbsFor(activity: Activity): { first: Verb[]; rest: Verb[] } {
  const allowed = activity.allowedVerbs.filter(isVerb).filter((verb) => {
    const states = visitStates[verb];
    if (verb === "schedule" && activity.visit) return false;
    return !states || (activity.visit && states.includes(activity.visit.state));
  });
  const order: Verb[] = [
    ...(activity.respondedAt ? [] : (["respond"] as const)),
    ...(activity.assigneeId ? [] : (["assign"] as const)),
    ...forward,
  ];
  const first = order.filter((verb) => allowed.includes(verb)).slice(0, 4);
  return { first, rest: allowed.filter((verb) => !first.includes(verb)) };
}
