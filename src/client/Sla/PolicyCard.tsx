import { EditOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { Schemas } from "../Desk/api";
import { useKinds, useOutlets } from "../Desk/registers";
import { useTerm } from "../Desk/terms";
import { listText, useLanguage, useText } from "../Desk/text";
import { type Target, targetText } from "./targets";

/** The promises, rule by rule in the order they are tried. */
export function PolicyCard({ policy, edit }: { policy: Schemas["SlaPolicy"]; edit?: () => void }) {
  const t = useText();
  const when = useWhen();
  const target = (of: unknown) => (of ? targetText(t, of as Target) : t("Sla:policy.nothing"));
  return (
    <section className="card table-card">
      <h2 className="table-title row">
        {policy.name} <span className="quiet">{t("Sla:policy.version", { version: policy.version })}</span>
        {edit && (
          <Button size="small" className="push" icon={<EditOutlined />} onClick={edit}>
            {t("Sla:policy.edit")}
          </Button>
        )}
      </h2>
      <table className="rules">
        <thead>
          <tr>
            <th scope="col">{t("Sla:policy.rule")}</th>
            <th scope="col">{t("Sla:policy.when")}</th>
            <th scope="col">{t("Activities:term.target.response")}</th>
            <th scope="col">{t("Activities:term.target.resolution")}</th>
          </tr>
        </thead>
        <tbody>
          {policy.rules?.map((rule, at) => (
            <tr key={rule.name}>
              <td>
                <span className="rule-number">{at + 1}</span> {rule.name}
              </td>
              <td className="quiet">{when(rule)}</td>
              <td>{target(rule.targets.response)}</td>
              <td>{target(rule.targets.resolution)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="quiet small table-note">{t("Sla:policy.order")}</p>
    </section>
  );
}

function useWhen(): (rule: Schemas["SlaRule"]) => string {
  const t = useText();
  const language = useLanguage();
  const term = useTerm();
  const kinds = useKinds();
  const outlets = useOutlets();
  return (rule) => {
    const conditions = [
      rule.kinds?.map(kinds.name),
      rule.priorities?.map((it) => term("priority", it)),
      rule.severities?.map((it) => term("severity", it)),
      rule.channels?.map((it) => term("channel", it)),
      rule.outlets?.map((it) => outlets.name(it) ?? ""),
    ];
    const said = conditions.filter((it) => it && it.length > 0).map((it) => listText(language, it ?? []));
    return said.length === 0 ? t("Sla:policy.any") : said.join(" · ");
  };
}
