import { useQuery } from "@tanstack/react-query";
import { App, Button } from "antd";
import { Link } from "react-router";
import { answer, api } from "../Desk/api";
import { problemText } from "../Desk/problems";
import { Loading, Nothing, Trouble } from "../Desk/States";
import { useSession } from "../Desk/session";
import { useText } from "../Desk/text";
import { type Entry, useEntries, useEntriesChanged } from "../Registers/registers";
import { CostTable } from "./CostTable";
import { GateCard } from "./GateCard";
import { useRecords } from "./records";
import { StageTable } from "./StageTable";

/** Where each project under a scheme stands: stages, the gates they wait for, costs. */
export function ProjectsTab({ id }: { id: string }) {
  const t = useText();
  const { address } = useRecords();
  const { items, data, error, refetch } = useEntries("certification-projects", {});
  if (error) return <Trouble problem={error} retry={refetch} />;
  if (!data) return <Loading />;
  const mine = items.filter((it) => it.fields.scheme === id);
  return (
    <div className="stack">
      {mine.length === 0 && (
        <div className="card">
          <Nothing title={t("Certification:project.none")} hint={t("Certification:project.noneHint")} />
        </div>
      )}
      {mine.map((it) => (
        <Project key={it.id} entry={it} />
      ))}
      <Link to={address("/api/v1/certification-projects")}>{t("Certification:project.register")}</Link>
    </div>
  );
}

function Project({ entry }: { entry: Entry }) {
  const path = { id: entry.id };
  const { data, error, refetch } = useQuery({
    queryKey: ["entries", "certification-projects", entry.id, "progress"],
    queryFn: () => answer(api.GET("/api/v1/certification-projects/{id}/progress", { params: { path } })),
  });
  return (
    <section className="card" aria-label={String(entry.fields.name)}>
      <h2>{String(entry.fields.name)}</h2>
      {error && <Trouble problem={error} retry={refetch} />}
      {!data && !error && <Loading />}
      {data?.stages.some((it) => !it.entry) && <PlanButton id={entry.id} />}
      {data?.gates.map((it) => (
        <GateCard key={it.id} gate={it} />
      ))}
      {data && <StageTable progress={data} />}
      {data && <CostTable progress={data} />}
    </section>
  );
}

/** Writes the stages and papers that the project lacks. */
function PlanButton({ id }: { id: string }) {
  const t = useText();
  const { may } = useSession();
  const { message } = App.useApp();
  const changed = useEntriesChanged();
  const plan = () =>
    answer(api.POST("/api/v1/certification-projects/{id}/plan", { params: { path: { id } } })).then(
      ({ stages, papers }) => {
        message.success(t("Certification:project.planned", { stages, papers }));
        return changed();
      },
      (problem: Error) => message.error(problemText(t, problem)),
    );
  return (
    <p className="row">
      <span className="quiet">{t("Certification:project.unplanned")}</span>
      {may("keepRegisters") && <Button onClick={plan}>{t("Certification:project.plan")}</Button>}
    </p>
  );
}
