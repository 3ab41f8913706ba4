import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { answer, api, type Schemas } from "../Desk/api";
import { problemText } from "../Desk/problems";
import { useText } from "../Desk/text";

export type AssessmentView = Schemas["AssessmentView"];

type Verb = {
  outlets: Schemas["SampleOutletsRequest"];
  proposals: Schemas["SheetRequest"];
  marks: Schemas["MarkRequest"];
  exemptions: Schemas["ExemptionRequest"];
  "exemptions/decide": Schemas["ExemptionDecisionRequest"];
  draws: Schemas["DrawRequest"];
  judgements: Schemas["JudgementRequest"];
  specials: Schemas["SpecialRequest"];
  "specials/rectify": Schemas["RectifyRequest"];
  "specials/withdraw": Schemas["WithdrawRequest"];
  bonus: Schemas["BonusRequest"];
  eligibility: Schemas["EligibilityRequest"];
  conclude: Schemas["ConcludeRequest"];
};

/** Takes a step of an assessment; what stands afterwards is shown at once. */
export function useStep(id: string): <V extends keyof Verb>(verb: V, body: Verb[V]) => Promise<void> {
  const queries = useQueryClient();
  return async (verb, body) => {
    const path = `/api/v1/assessments/{id}/${verb}` as "/api/v1/assessments/{id}/marks";
    const next = await answer(api.POST(path, { params: { path: { id } }, body: body as Verb["marks"] }));
    queries.setQueryData(["assessment", id], next);
    await queries.invalidateQueries({ queryKey: ["assessments"] });
  };
}

/** The same for a button: what is refused is told in passing. */
export function useStepNow(id: string): <V extends keyof Verb>(verb: V, body: Verb[V]) => Promise<void> {
  const step = useStep(id);
  const t = useText();
  const { message } = App.useApp();
  return (verb, body) =>
    step(verb, body).catch((problem: Error & { errors?: Record<string, string[]> }) => {
      message.error([problemText(t, problem), ...Object.values(problem.errors ?? {}).flat()].join(" "));
    });
}
