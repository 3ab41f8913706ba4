import { useQuery } from "@tanstack/react-query";
import type { Activity } from "../Activities/Marks";
import { answer, api, type Schemas } from "../Desk/api";
import { Trouble } from "../Desk/States";
import { useTerm } from "../Desk/terms";
import { useText } from "../Desk/text";
import { Clock } from "./Clock";
import "./clock.css";
import { type Target, targetText } from "./targets";

/** An activity's clocks, each with the segments it adds up from. */
export function ClocksCard({ activity }: { activity: Activity }) {
  const t = useText();
  const { id, status, mergedInto } = activity;
  const { data, error } = useQuery({
    queryKey: ["activity", id, "clocks"],
    queryFn: () => answer(api.GET("/api/v1/activities/{id}/sla", { params: { path: { id } } })),
    refetchInterval: 60_000,
  });
  const isVoid = status === "cancelled" || mergedInto;
  return (
    <section className="card">
      <h2>{t("Activities:detail.clocks")}</h2>
      {error && <Trouble problem={error} />}
      {data && data.clocks.length === 0 && <p className="quiet">{t(isVoid ? "Sla:clock.void" : "Sla:clock.none")}</p>}
      {data?.clocks.map((clock) => (
        <Clock key={clock.target} clock={clock} promise={<Promised promise={data.promise} clock={clock.target} />} />
      ))}
    </section>
  );
}

function Promised({ promise, clock }: { promise: Schemas["Promise"] | null; clock: string }) {
  const t = useText();
  const term = useTerm();
  if (!promise) return null;
  const { response, resolution, steps } = promise.targets;
  const target =
    clock === "response" ? response : clock === "resolution" ? resolution : steps?.find((it) => it.name === clock)?.target;
  if (!target) return null;
  return t("Sla:clock.promise", { rule: promise.rule, target: `${term("target", clock)} ${targetText(t, target as Target)}` });
}
