import { useQuery } from "@tanstack/react-query";
import { answer, api } from "../Desk/api";
import { Loading, Nothing, Trouble } from "../Desk/States";
import { useLanguage, useText } from "../Desk/text";
import { RuleLine } from "./CoverageTab";
import { inLanguage } from "./names";
import { Source } from "./Source";

/** What a scheme asks before one may apply, with the records that speak to each question. */
export function EligibilityTab({ id }: { id: string }) {
  const t = useText();
  const language = useLanguage();
  const { data, error, refetch } = useQuery({
    queryKey: ["eligibility", id],
    queryFn: () => answer(api.GET("/api/v1/schemes/{id}/eligibility", { params: { path: { id } } })),
  });
  if (error) return <Trouble problem={error} retry={refetch} />;
  if (!data) return <Loading />;
  return (
    <div className="card">
      {data.questions.length === 0 && <Nothing title={t("Certification:eligibility.none")} />}
      <ol>
        {data.questions.map((it) => (
          <li key={it.id}>
            {inLanguage(language, it.question)} <Source of={it.source} />
            {it.records.map((rule) => (
              <RuleLine key={`${rule.rule.from} ${rule.rule.named} ${rule.rule.severities}`} it={rule} />
            ))}
          </li>
        ))}
      </ol>
      <p className="quiet small">{t("Certification:eligibility.hint")}</p>
    </div>
  );
}
