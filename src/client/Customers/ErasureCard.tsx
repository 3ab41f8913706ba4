import { Progress } from "antd";
import { usePeople } from "../Desk/registers";
import { Time } from "../Desk/Time";
import { useText } from "../Desk/text";
import { type Erasure, isWorking } from "./erasure";
import { WhatGoes } from "./WhatGoes";

/** One erasure: who wanted it and why, how far it is, what went. Whom it was about nobody can say any more. */
export function ErasureCard({ erasure }: { erasure: Erasure }) {
  const t = useText();
  const { by } = usePeople();
  return (
    <section className="card erasure">
      <h2>{erasure.reason || t("Customers:byLedger")}</h2>
      <p className="quiet small">
        {by(erasure.requestedBy)} · <Time at={erasure.requestedAt} />
      </p>
      {isWorking(erasure) && (
        <div role="status">
          <Progress percent={Math.round(erasure.progress * 100)} status="active" size="small" />
          {t(erasure.waiting ? "Customers:waiting" : "Customers:working")}
        </div>
      )}
      {erasure.status === "failed" && (
        <p className="bad" role="alert">
          {t("Customers:notFinished")}
        </p>
      )}
      {erasure.status === "completed" && (
        <>
          <WhatGoes counts={erasure.counts} />
          {erasure.counts.activities + erasure.counts.values === 0 && <p className="quiet">{t("Customers:nobody")}</p>}
          {!erasure.scrubbed && <p className="quiet small">{t("Customers:notScrubbed")}</p>}
        </>
      )}
    </section>
  );
}
