import { Alert, Tag } from "antd";
import { useLanguage, useText } from "../Desk/text";
import type { AssessmentView } from "./assessing";
import { inLanguage } from "./names";

/** The score, where it may lie, the level it gives, and the shortest way to the next one. */
export function ScoreCard({ view: { score } }: { view: AssessmentView }) {
  const t = useText();
  const language = useLanguage();
  const value = score.score;
  return (
    <section className="card">
      <h2 className="row">
        {t("Certification:score.title")} {score.estimate && <Tag color="gold">{t("Certification:score.estimate")}</Tag>}
      </h2>
      {value ? (
        <p className="score">
          <strong>{value.shown.toFixed(1)}</strong>{" "}
          {value.level ? inLanguage(language, value.level.name) : t("Certification:score.noLevel")}
        </p>
      ) : (
        <p className="quiet">{t("Certification:score.none")}</p>
      )}
      {score.low && score.high && (
        <p className="quiet">
          {t("Certification:score.range", { low: score.low.shown.toFixed(1), high: score.high.shown.toFixed(1) })}
        </p>
      )}
      <p className="quiet small">
        {t("Certification:score.sum", {
          earned: round(score.earned),
          applicable: round(score.applicable),
          special: score.special,
          bonus: score.bonus,
          judged: score.judged,
          clauses: score.clauses.length,
        })}
      </p>
      {score.estimate && <Alert type="warning" title={t("Certification:estimate")} />}
      {score.next && (
        <>
          <h3>
            {t("Certification:score.next", {
              level: inLanguage(language, score.next.level.name),
              missing: round(score.next.missing),
            })}
          </h3>
          {score.next.reachable ? (
            <ul>
              {score.next.gains.map((it) => (
                <li key={it.clause}>
                  {it.clause} {nameOf(it.clause)} +{round(it.points)}
                </li>
              ))}
            </ul>
          ) : (
            <p className="quiet">{t("Certification:score.unreachable")}</p>
          )}
        </>
      )}
    </section>
  );

  function nameOf(clause: string) {
    const found = score.clauses.find((it) => it.clause === clause);
    return found ? inLanguage(language, found.name) : "";
  }
}

const round = (it: number) => String(Math.round(it * 100) / 100);
