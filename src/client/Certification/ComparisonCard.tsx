import { useQuery } from "@tanstack/react-query";
import { answer, api } from "../Desk/api";
import { useLanguage, useText } from "../Desk/text";
import type { AssessmentView } from "./assessing";
import { inLanguage } from "./names";

/** Against the last one that was concluded; where there is none, nothing. */
export function ComparisonCard({ view: { assessment } }: { view: AssessmentView }) {
  const t = useText();
  const language = useLanguage();
  const { id, schemeId, openedAt } = assessment;
  const others = useQuery({
    queryKey: ["assessments", schemeId],
    queryFn: () => answer(api.GET("/api/v1/assessments", { params: { query: { schemeId } } })),
  });
  const { data } = useQuery({
    queryKey: ["assessment", id, "comparison", assessment.version],
    queryFn: () => answer(api.GET("/api/v1/assessments/{id}/comparison", { params: { path: { id } } })),
    enabled: others.data?.items.some((it) => it.status === "concluded" && it.openedAt < openedAt) ?? false,
  });
  if (!data) return null;
  const changed = data.clauses.filter((it) => it.before !== it.now);
  return (
    <section className="card">
      <h2>{t("Certification:comparison.title", { title: data.before.title })}</h2>
      <p>
        {shown(data.scoreBefore?.shown)} → <strong>{shown(data.scoreNow?.shown)}</strong>
      </p>
      {changed.length === 0 && <p className="quiet">{t("Certification:comparison.same")}</p>}
      <ul>
        {changed.map((it) => (
          <li key={it.clause}>
            {it.clause} {inLanguage(language, it.name)}: {share(it.before)} → {share(it.now)}
          </li>
        ))}
      </ul>
    </section>
  );
}

const shown = (score: number | undefined) => score?.toFixed(1) ?? "–";
const share = (it: number | null) => (it === null ? "–" : `${Math.round(it * 100)} %`);
