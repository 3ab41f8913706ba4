import { Alert, Button, Progress } from "antd";
import { useNavigate } from "react-router";
import type { Schemas } from "../Desk/api";
import { useKinds } from "../Desk/registers";
import { listText, useLanguage, useText } from "../Desk/text";
import { isOver } from "./ImportPage";
import { Layout } from "./Layout";
import { ProblemTable } from "./ProblemTable";

type Import = Schemas["ImportView"];

const counted = ["added", "updated", "duplicate", "blank", "bad"] as const;

export function ImportResult({ job }: { job: Import }) {
  const t = useText();
  const language = useLanguage();
  const navigate = useNavigate();
  const { name } = useKinds();
  const outlets = job.newOutlets ?? [];
  return (
    <>
      <section className="card">
        <div className="row">
          <h2>{job.fileName}</h2>
          {job.dryRun && <span className="mark mark-high">{t("Imports:dryRunMark")}</span>}
          <span className="quiet">{t("Imports:asKind", { kind: name(job.kind) })}</span>
          <Button className="push" onClick={() => navigate("/import")}>
            {t("Imports:another")}
          </Button>
        </div>
        <Progress
          percent={Math.round(job.progress * 100)}
          status={job.status === "failed" ? "exception" : job.status === "completed" ? "success" : "active"}
          aria-label={t(`Imports:status.${job.status}`)}
        />
        <p role="status">
          {t(job.dryRun && job.status === "completed" ? "Imports:status.dryCompleted" : `Imports:status.${job.status}`)}
        </p>
        <dl className="counts">
          {counted.map((it) => (
            <div key={it} className={`count-${it}${job.counts[it] ? "" : " count-nothing"}`}>
              <dt>{t(`Imports:count.${it}`)}</dt>
              <dd>{job.counts[it].toLocaleString(language)}</dd>
            </div>
          ))}
        </dl>
        {job.layout && <Layout layout={job.layout} />}
      </section>
      {outlets.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t("Imports:outlets.title", { count: outlets.length + job.newOutletsLeftOut })}
          description={
            <>
              {listText(
                language,
                outlets.slice(0, 20).map((it) => it.name),
              )}
              <div className="quiet small">{t(job.dryRun ? "Imports:outlets.dry" : "Imports:outlets.hint")}</div>
            </>
          }
          action={
            !job.dryRun && (
              <Button size="small" onClick={() => navigate("/outlets")}>
                {t("Imports:outlets.go")}
              </Button>
            )
          }
        />
      )}
      <ProblemTable title={t("Imports:errors")} problems={job.errors ?? []} leftOut={job.errorsLeftOut} />
      <ProblemTable title={t("Imports:warnings")} problems={job.warnings ?? []} leftOut={job.warningsLeftOut} />
      {isOver(job.status) && !job.dryRun && job.counts.added + job.counts.updated > 0 && (
        <Button type="primary" style={{ justifySelf: "start" }} onClick={() => navigate("/activities")}>
          {t("Imports:look")}
        </Button>
      )}
    </>
  );
}
