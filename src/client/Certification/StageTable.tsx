import { Tag } from "antd";
import { Link } from "react-router";
import type { Schemas } from "../Desk/api";
import { useLanguage, useText } from "../Desk/text";
import { inLanguage } from "./names";
import { useRecords } from "./records";

/** Stages in their order, planned and done; one that waits for a gate says so. */
export function StageTable({ progress }: { progress: Schemas["ProjectProgressView"] }) {
  const t = useText();
  const language = useLanguage();
  const { address } = useRecords();
  return (
    <>
      <table className="facts-table">
        <thead>
          <tr>
            <th>{t("Certification:stage.name")}</th>
            <th>{t("Certification:stage.planned")}</th>
            <th>{t("Certification:stage.done")}</th>
          </tr>
        </thead>
        <tbody>
          {progress.stages.map((it) => (
            <tr key={it.entry ?? it.name.zh}>
              <td>{inLanguage(language, it.name)}</td>
              <td>
                {it.plannedFrom ? (
                  <>
                    <time>{it.plannedFrom}</time> – {it.plannedUntil ? <time>{it.plannedUntil}</time> : "…"}
                  </>
                ) : (
                  "–"
                )}
              </td>
              <td>
                {it.doneOn ? (
                  <time>{it.doneOn}</time>
                ) : it.waitsFor ? (
                  <Tag color="gold">{t("Certification:stage.waits")}</Tag>
                ) : (
                  "–"
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="small">
        <Link to={`${address("/api/v1/project-stages")}?project=${progress.id}`}>{t("Certification:stage.register")}</Link>
      </p>
    </>
  );
}
