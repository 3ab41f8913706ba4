import { Alert, Tag } from "antd";
import { Link } from "react-router";
import type { Schemas } from "../Desk/api";
import { useLanguage, useText } from "../Desk/text";
import { inLanguage } from "./names";
import { useRecords } from "./records";
import { Source } from "./Source";

type Gate = Schemas["GateView"];

const colours: Record<Gate["state"], string> = { passed: "green", notPassed: "red", tooFewAnswers: "gold", noThreshold: "gold" };

/** A gate with its index and everything the index rests on. */
export function GateCard({ gate }: { gate: Gate }) {
  const t = useText();
  const language = useLanguage();
  const { address } = useRecords();
  return (
    <div className="gate">
      <h3>
        {inLanguage(language, gate.name)} <Source of={gate.source} />{" "}
        <Tag color={colours[gate.state]}>{t(`Certification:gate.state.${gate.state}`)}</Tag>
      </h3>
      <p>
        <strong>{shown(gate.index)}</strong> {t("Certification:gate.least", { least: gate.least ?? "–" })} ·{" "}
        <Link to={address(gate.list)}>{t("Certification:gate.answers", { count: gate.answers, needed: gate.leastAnswers })}</Link>
      </p>
      {gate.few && <Alert type="warning" showIcon title={t("Certification:gate.few")} />}
      <table className="facts-table">
        <thead>
          <tr>
            <th>{t("Certification:gate.dimension")}</th>
            <th>{t("Certification:gate.weight")}</th>
            <th>{t("Certification:gate.count")}</th>
            <th>{t("Certification:gate.mean")}</th>
          </tr>
        </thead>
        <tbody>
          {gate.dimensions.map((it) => (
            <tr key={it.code}>
              <td>{inLanguage(language, it.name)}</td>
              <td>{it.weight}</td>
              <td>{it.answers}</td>
              <td>{shown(it.mean)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="quiet small">
        {t("Certification:gate.formula")} <Source of={gate.formula} />
      </p>
    </div>
  );
}

const shown = (it: number | null) => it?.toFixed(1) ?? "–";
