import { useQuery } from "@tanstack/react-query";
import { answer, api, type Schemas } from "../Desk/api";
import { useKinds, useOutlets } from "../Desk/registers";
import { Loading, Trouble } from "../Desk/States";
import { useTerm } from "../Desk/terms";
import { listText, useLanguage, useText } from "../Desk/text";
import { CalendarCard } from "./CalendarCard";
import "./promises.css";
import { type Target, targetText } from "./targets";

/** What the company promises, rule by rule in the order they are tried, and the hours it works by. */
export function PromisesPage() {
  const t = useText();
  const policy = useQuery({ queryKey: ["policy"], queryFn: () => answer(api.GET("/api/v1/sla/policies")) });
  const calendars = useQuery({ queryKey: ["calendars"], queryFn: () => answer(api.GET("/api/v1/sla/calendars")) });
  const error = policy.error ?? calendars.error;
  return (
    <>
      <title>{`${t("Desk:go.promises")} · ServiceTrack`}</title>
      <div className="head">
        <h1>{t("Desk:go.promises")}</h1>
      </div>
      {error && <Trouble problem={error} />}
      {!policy.data && !error && <Loading />}
      <div className="stack">
        {policy.data && <Rules policy={policy.data} />}
        {calendars.data?.items.map((calendar) => (
          <CalendarCard key={calendar.id} calendar={calendar} />
        ))}
      </div>
    </>
  );
}

function Rules({ policy }: { policy: Schemas["SlaPolicy"] }) {
  const t = useText();
  const when = useWhen();
  const target = (of: unknown) => (of ? targetText(t, of as Target) : t("Sla:policy.nothing"));
  return (
    <section className="card table-card">
      <h2 className="table-title">
        {policy.name} <span className="quiet">{t("Sla:policy.version", { version: policy.version })}</span>
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
