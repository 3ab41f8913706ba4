import { useQuery } from "@tanstack/react-query";
import { Select, Table, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { answer, api, type Schemas } from "../Desk/api";
import { Loading, Trouble } from "../Desk/States";
import { useLanguage, useText } from "../Desk/text";
import { inLanguage } from "./names";
import { useRecords } from "./records";
import { Source } from "./Source";

type Clause = Schemas["ClauseCoverageView"];
type Rule = Schemas["RuleCoverageView"];

export const coverageColours = { enough: "green", thin: "gold", stale: "orange", missing: "red" } as const;

/** What there is of evidence for each clause, and how it came to be recorded; each number opens its records. */
export function CoverageTab({ id }: { id: string }) {
  const t = useText();
  const [months, setMonths] = useState(12);
  const { data, error, refetch } = useQuery({
    queryKey: ["coverage", id, months],
    queryFn: () => answer(api.GET("/api/v1/schemes/{id}/coverage", { params: { path: { id }, query: { months } } })),
  });
  if (error) return <Trouble problem={error} retry={refetch} />;
  return (
    <div className="stack">
      <div className="row">
        <Select
          aria-label={t("Certification:coverage.window")}
          value={months}
          onChange={setMonths}
          options={[3, 6, 12, 24, 36].map((value) => ({ value, label: t("Certification:coverage.months", { months: value }) }))}
        />
        {data && <Totals clauses={data.clauses} />}
      </div>
      {data ? <CoverageTable clauses={data.clauses} /> : <Loading />}
    </div>
  );
}

function Totals({ clauses }: { clauses: Clause[] }) {
  const t = useText();
  const states = ["missing", "thin", "stale", "enough"] as const;
  return states.map((state) => {
    const count = clauses.filter((it) => it.status === state).length;
    return (
      count > 0 && (
        <Tag key={state} color={coverageColours[state]}>
          {t(`Certification:coverage.${state}`)} {count}
        </Tag>
      )
    );
  });
}

export function CoverageTable({ clauses }: { clauses: Clause[] }) {
  const t = useText();
  const language = useLanguage();
  return (
    <div className="card table-card">
      <Table<Clause>
        rowKey="clause"
        size="small"
        pagination={false}
        scroll={{ x: 760 }}
        dataSource={clauses}
        columns={[
          {
            title: t("Certification:clause"),
            key: "clause",
            width: 280,
            render: (_, it) => `${it.clause} ${inLanguage(language, it.name)}`,
          },
          {
            title: t("Certification:coverage.status"),
            key: "status",
            width: 90,
            render: (_, it) => <Tag color={coverageColours[it.status]}>{t(`Certification:coverage.${it.status}`)}</Tag>,
          },
          {
            title: t("Certification:coverage.records"),
            key: "rules",
            render: (_, it) =>
              it.rules.map((rule) => (
                <RuleLine key={`${rule.rule.from} ${rule.rule.named} ${rule.rule.kinds} ${rule.rule.severities}`} it={rule} />
              )),
          },
        ]}
      />
    </div>
  );
}

export function RuleLine({ it }: { it: Rule }) {
  const t = useText();
  const language = useLanguage();
  const { rule, shares } = it;
  const { nameOfRule, address } = useRecords();
  return (
    <p className="small">
      <Link to={address(it.list)}>
        {nameOfRule(rule)}{" "}
        {rule.severities?.length ? it.count : t("Certification:coverage.count", { count: it.count, enough: rule.enough })}
      </Link>{" "}
      <Source of={rule.source} />
      {shares && it.count > 0 && (
        <span className="quiet">
          {t("Certification:coverage.shares", {
            atTheTime: percent(shares.atTheTime, it.count),
            later: percent(shares.later, it.count),
            imported: percent(shares.imported, it.count),
            amended: percent(shares.amended, it.count),
          })}
        </span>
      )}
      {rule.follows && <span className="quiet"> · {inLanguage(language, rule.follows)}</span>}
    </p>
  );
}

const percent = (part: number, of: number) => `${Math.round((100 * part) / of)}%`;
