import { CheckCircleFilled, DownloadOutlined, InfoCircleOutlined } from "@ant-design/icons";
import { Button, Progress } from "antd";
import { sizeText } from "../Activities/AttachmentsCard";
import type { Schemas } from "../Desk/api";
import { useOutlets, usePeople } from "../Desk/registers";
import { Time } from "../Desk/Time";
import { useText } from "../Desk/text";
import { Fingerprint } from "../Journal/Fingerprint";
import { Findings } from "./Findings";
import { PdfButton } from "./PdfButton";
import { usePeriodText } from "./period";

/** One pack: how far it is, and once it is made what the verifier could prove of it and what not. */
export function PackCard({ pack, open }: { pack: Schemas["EvidencePackView"]; open: boolean }) {
  const t = useText();
  const { by } = usePeople();
  const outlets = useOutlets();
  const period = usePeriodText();
  const working = pack.status === "queued" || pack.status === "running";
  return (
    <section className="card pack">
      <div className="row">
        <h2>{period(pack)}</h2>
        <span className={`mark ${pack.masked ? "mark-normal" : "mark-serious"}`}>
          {t(pack.masked ? "Evidence:masked" : "Evidence:whole")}
        </span>
        {pack.missing > 0 && <span className="mark mark-serious">{t("Evidence:incomplete", { count: pack.missing })}</span>}
        {pack.status === "completed" && (
          <div className="row push">
            <Button type="primary" ghost icon={<DownloadOutlined />} href={`/api/v1/evidence-packs/${pack.id}/download`} download>
              {t("Desk:do.download")} {pack.bytes !== null && sizeText(pack.bytes)}
            </Button>
            <PdfButton pack={pack} />
          </div>
        )}
      </div>
      <p className="quiet small">
        {by(pack.requestedBy)} · <Time at={pack.requestedAt} />
      </p>
      {(pack.schemeId || pack.outletIds.length > 0) && (
        <p className="small">
          {pack.schemeId && `${pack.schemeId} v${pack.schemeVersion}`}
          {pack.outletIds.length > 0 && ` · ${pack.outletIds.map((it) => outlets.name(it) ?? it).join(", ")}`}
        </p>
      )}
      {pack.shares && (
        <p className="small">
          {t("Evidence:records", { count: pack.shares.count })}{" "}
          <span className="quiet">{t("Evidence:shares", { ...pack.shares })}</span>
        </p>
      )}
      {working && (
        <div role="status">
          <Progress percent={100} status="active" showInfo={false} size="small" />
          {t(`Evidence:status.${pack.status as "queued"}`)}
        </div>
      )}
      {pack.status === "failed" && (
        <p className="bad" role="alert">
          {t("Evidence:status.failed")} {pack.failure}
        </p>
      )}
      {pack.pdf?.failure && (
        <p className="bad" role="alert">
          {t("Evidence:pdf.failed")} {pack.pdf.failure}
        </p>
      )}
      {pack.pdf !== null && pack.pdf.leftOut > 0 && (
        <p className="quiet small">{t("Evidence:pdf.leftOut", { count: pack.pdf.leftOut })}</p>
      )}
      {pack.status === "completed" && (
        <details open={open}>
          <summary>
            <CheckCircleFilled className="good" /> {t("Evidence:verified", { count: pack.proved.length })}
            <span className="quiet">
              <InfoCircleOutlined /> {t("Evidence:open", { count: pack.notProved.length })}
            </span>
          </summary>
          <div className="verdict">
            <Findings title={t("Evidence:proved")} sort="proved" findings={pack.proved} />
            <Findings title={t("Evidence:notProved")} sort="notProved" findings={pack.notProved} />
          </div>
          {pack.fingerprint && (
            <p className="small">
              <span className="quiet">{t("Evidence:key")} </span>
              <Fingerprint of={pack.fingerprint} />
            </p>
          )}
          {pack.sha256 && (
            <p className="small">
              <span className="quiet">{t("Evidence:sha256")} </span>
              <Fingerprint of={pack.sha256} />
            </p>
          )}
          {pack.checkpoint && <pre className="checkpoint">{pack.checkpoint}</pre>}
        </details>
      )}
    </section>
  );
}
