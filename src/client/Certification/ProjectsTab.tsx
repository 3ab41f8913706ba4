import { useQuery } from "@tanstack/react-query";
import { answer, api } from "../Desk/api";
import { Loading, Nothing, Trouble } from "../Desk/States";
import { useText } from "../Desk/text";
import { type Entry, useEntries } from "../Registers/registers";
import { CostTable } from "./CostTable";
import { GateCard } from "./GateCard";
import { Projects } from "./Projects";
import { StageTable } from "./StageTable";

/** Where each project under a scheme stands: stages, the gates they wait for, costs. */
export function ProjectsTab({ id }: { id: string }) {
  const t = useText();
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
      <div className="card">
        <Projects scheme={id} />
      </div>
    </div>
  );
}

function Project({ entry }: { entry: Entry }) {
  const t = useText();
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
      {data?.stages.every((it) => !it.entry) && <p className="quiet">{t("Certification:project.unplanned")}</p>}
      {data?.gates.map((it) => (
        <GateCard key={it.id} gate={it} />
      ))}
      {data && <StageTable progress={data} />}
      {data && <CostTable progress={data} />}
    </section>
  );
}
