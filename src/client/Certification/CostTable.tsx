import { Link } from "react-router";
import type { Schemas } from "../Desk/api";
import { useLanguage, useText } from "../Desk/text";
import { inLanguage } from "./names";
import { useRecords } from "./records";

/** What the project costs by stage and kind, planned and paid; each currency by itself. */
export function CostTable({ progress: { id, costs, costTotals } }: { progress: Schemas["ProjectProgressView"] }) {
  const t = useText();
  const language = useLanguage();
  const { address } = useRecords();
  return (
    <>
      <h3>{t("Certification:cost.title")}</h3>
      {costs.length > 0 && (
        <div className="facts">
          <table className="facts-table">
            <thead>
              <tr>
                <th>{t("Certification:stage.name")}</th>
                <th>{t("Certification:cost.kind")}</th>
                <th>{t("Certification:cost.currency")}</th>
                <th className="money">{t("Certification:cost.planned")}</th>
                <th className="money">{t("Certification:cost.paid")}</th>
                <th className="money">{t("Certification:cost.left")}</th>
              </tr>
            </thead>
            <tbody>
              {costs.map((it) => (
                <tr key={`${it.stage} ${it.kind.en} ${it.currency}`}>
                  <td>{it.stageName ? inLanguage(language, it.stageName) : t("Certification:cost.noStage")}</td>
                  <td>{inLanguage(language, it.kind)}</td>
                  <Amounts of={it} />
                </tr>
              ))}
            </tbody>
            <tfoot>
              {costTotals.map((it) => (
                <tr key={it.currency}>
                  <th colSpan={2}>{t("Certification:cost.total")}</th>
                  <Amounts of={it} />
                </tr>
              ))}
            </tfoot>
          </table>
        </div>
      )}
      <p className="row small">
        <Link to={`${address("/api/v1/certification-cost-plans")}?project=${id}`}>{t("Certification:cost.plans")}</Link>
        <Link to={`${address("/api/v1/certification-costs")}?project=${id}`}>{t("Certification:cost.payments")}</Link>
      </p>
    </>
  );
}

function Amounts({ of }: { of: Schemas["CostTotalView"] }) {
  return (
    <>
      <td>{of.currency}</td>
      <td className="money">{of.planned ?? "–"}</td>
      <td className="money">{of.paid}</td>
      <td className={`money${of.left?.startsWith("-") ? " over" : ""}`}>{of.left ?? "–"}</td>
    </>
  );
}
