import { Button, Table, Tag } from "antd";
import { useState } from "react";
import type { Schemas } from "../Desk/api";
import { useSession } from "../Desk/session";
import { useLanguage, useText } from "../Desk/text";
import { type AssessmentView, useStepNow } from "./assessing";
import { DrawForm } from "./DrawForm";
import { DrawLines } from "./DrawLines";
import { MarkForm } from "./MarkForm";
import { inLanguage } from "./names";

type Clause = Schemas["ClauseScoreView"];

const colours = { met: "green", notMet: "red", sampled: "blue", partly: "gold", notApplicable: "default" } as const;

/** The clauses of one sheet with how each was judged, and by whom. */
export function SheetTable({ view, sheet }: { view: AssessmentView; sheet: Schemas["Sheet"] }) {
  const t = useText();
  const language = useLanguage();
  const { may } = useSession();
  const { assessment, score, open } = view;
  const step = useStepNow(assessment.id);
  const [marking, setMarking] = useState<string>();
  const [drawing, setDrawing] = useState<string>();
  const judges = open && may("keepRegisters");
  const outletId = sheet.outletId;
  return (
    <>
      {judges && (
        <div className="row table-head">
          <span className="quiet small">{t("Certification:mark.ruleHint")}</span>
          <Button size="small" className="push" onClick={() => step("proposals", { outletId })}>
            {t("Certification:mark.byRule")}
          </Button>
        </div>
      )}
      <Table<Clause>
        rowKey="clause"
        size="small"
        pagination={false}
        scroll={{ x: 640 }}
        dataSource={score.clauses}
        columns={[
          { title: t("Certification:clause"), key: "clause", render: (_, it) => `${it.clause} ${inLanguage(language, it.name)}` },
          {
            title: t("Certification:points"),
            key: "points",
            width: 90,
            render: (_, it) => `${it.known ? "" : "≈ "}${Math.round(it.points * 100) / 100}`,
          },
          { title: t("Certification:mark.title"), key: "mark", render: (_, it) => <MarkCell clause={it.clause} /> },
          {
            title: "",
            key: "do",
            width: 130,
            align: "right",
            render: (_, it) =>
              open && (
                <>
                  {judges && (
                    <Button size="small" type="text" onClick={() => setMarking(it.clause)}>
                      {t("Certification:mark.byHand")}
                    </Button>
                  )}
                  <Button size="small" type="text" onClick={() => setDrawing(it.clause)}>
                    {t("Certification:draw.do")}
                  </Button>
                </>
              ),
          },
        ]}
      />
      {marking && <MarkForm id={assessment.id} clause={marking} outletId={outletId} close={() => setMarking(undefined)} />}
      {drawing && <DrawForm view={view} clause={drawing} outletId={outletId} close={() => setDrawing(undefined)} />}
    </>
  );

  function MarkCell({ clause }: { clause: string }) {
    const mark = sheet.marks?.[clause];
    const exemption = sheet.exemptions?.[clause];
    const draws = (assessment.draws ?? []).filter((it) => it.clause === clause && it.outletId === outletId);
    return (
      <>
        {mark && (
          <>
            <Tag color={colours[mark.mark.verdict]}>{t(`Certification:mark.${mark.mark.verdict}`)}</Tag>
            <span className="quiet small">
              {t(`Certification:mark.how.${mark.how}`)}
              {mark.mark.verdict === "partly" && ` · ${mark.mark.percent} %`}
              {mark.mark.verdict === "sampled" &&
                ` · ${t("Certification:mark.failed", { failed: mark.mark.failed ?? 0, drawn: mark.mark.drawn ?? 0 })}`}
              {mark.reason && ` · ${mark.reason}`}
            </span>
          </>
        )}
        {exemption && exemption.approved === null && (
          <p className="small">
            {t("Certification:exempt.asked", { reason: exemption.reason })}
            {judges &&
              [true, false].map((approved) => (
                <Button
                  key={String(approved)}
                  size="small"
                  type="link"
                  onClick={() => step("exemptions/decide", { clause, outletId, approved })}
                >
                  {t(approved ? "Certification:exempt.approve" : "Certification:exempt.refuse")}
                </Button>
              ))}
          </p>
        )}
        {draws.map((it) => (
          <DrawLines key={it.number} view={view} draw={it} />
        ))}
      </>
    );
  }
}
