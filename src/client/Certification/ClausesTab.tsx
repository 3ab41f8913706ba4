import { Alert, Button, Table } from "antd";
import { useState } from "react";
import type { Schemas } from "../Desk/api";
import { Loading, Trouble } from "../Desk/States";
import { useSession } from "../Desk/session";
import { useLanguage, useText } from "../Desk/text";
import { inLanguage } from "./names";
import { ScoreSheetForm } from "./ScoreSheetForm";
import { Source } from "./Source";
import { useScheme } from "./schemes";

type Clause = Schemas["Clause"];
type Row = Clause & { children?: Row[] };

/** The clauses with what is known of their points, and what is only planned with. */
export function ClausesTab({ id }: { id: string }) {
  const t = useText();
  const language = useLanguage();
  const { may } = useSession();
  const [asked, setAsked] = useState(false);
  const { data, error, refetch } = useScheme(id);
  if (error) return <Trouble problem={error} retry={refetch} />;
  if (!data) return <Loading />;
  const { scheme } = data;
  const weights = new Map(data.weights.map((it) => [it.clause, it]));
  const note = scheme.note && inLanguage(language, scheme.note);
  return (
    <div className="stack">
      {data.estimate && <Alert type="warning" showIcon title={t("Certification:estimate")} description={note} />}
      <div className="card table-card">
        <div className="row table-head">
          <span className="quiet">
            {t("Certification:version", { version: scheme.version })} ·{" "}
            {t(data.own ? "Certification:own" : "Certification:shipped")}
          </span>
          {may("configure") && (
            <Button size="small" className="push" onClick={() => setAsked(true)}>
              {t("Certification:sheet.do")}
            </Button>
          )}
        </div>
        <Table<Row>
          rowKey="id"
          size="small"
          pagination={false}
          scroll={{ x: 640 }}
          dataSource={tree(scheme.clauses ?? [], null)}
          expandable={{ defaultExpandAllRows: true }}
          columns={[
            { title: t("Certification:clause"), key: "clause", render: (_, it) => `${it.id} ${inLanguage(language, it.name)}` },
            {
              title: t("Certification:points"),
              key: "points",
              width: 210,
              render: (_, it) => <Points clause={it} weight={weights.get(it.id)} />,
            },
            {
              title: t("Certification:sampling.title"),
              key: "sampling",
              width: 130,
              render: (_, it) => weights.has(it.id) && t(`Certification:sampling.${it.sampling ?? "qualitative"}`),
            },
          ]}
        />
      </div>
      {asked && <ScoreSheetForm id={id} close={() => setAsked(false)} />}
    </div>
  );
}

function Points({ clause, weight }: { clause: Clause; weight: Schemas["WeightView"] | undefined }) {
  const t = useText();
  if (clause.points !== null)
    return (
      <>
        {clause.points} <Source of={clause.confirmed ? "body" : clause.source} confirmedBy={clause.confirmedBy} />
      </>
    );
  return (
    weight && (
      <>
        {t("Certification:range", { points: round(weight.points), low: round(weight.low), high: round(weight.high) })}{" "}
        <Source of="ours" />
      </>
    )
  );
}

const round = (it: number) => String(Math.round(it * 100) / 100);

function tree(clauses: Clause[], parent: string | null): Row[] {
  return clauses
    .filter((it) => (it.parent ?? null) === parent)
    .map((it) => {
      const children = tree(clauses, it.id);
      return children.length > 0 ? { ...it, children } : it;
    });
}
