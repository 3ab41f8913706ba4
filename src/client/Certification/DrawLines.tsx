import { Button, Input, Popconfirm, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { Schemas } from "../Desk/api";
import { useText } from "../Desk/text";
import { type AssessmentView, useStepNow } from "./assessing";
import { useRecords } from "./records";

/** What was drawn or picked, each record a click away, and how it was judged. */
export function DrawLines({ view, draw }: { view: AssessmentView; draw: Schemas["Draw"] }) {
  const t = useText();
  const { basis } = draw;
  return (
    <div className="draw small">
      <p className="quiet">
        {t(basis.picked ? "Certification:draw.picked" : "Certification:draw.drawn", {
          number: draw.number,
          count: basis.count,
          given: basis.number ?? "",
          size: basis.size ?? "",
        })}
      </p>
      <ol>
        {draw.items.map((it) => (
          <Item key={it.id} view={view} draw={draw} it={it} />
        ))}
      </ol>
    </div>
  );
}

function Item({ view, draw, it }: { view: AssessmentView; draw: Schemas["Draw"]; it: Schemas["Drawn"] }) {
  const t = useText();
  const step = useStepNow(view.assessment.id);
  const { address } = useRecords();
  const [reason, setReason] = useState("");
  const judge = (passed: boolean) => step("judgements", { draw: draw.number, id: it.id, passed, reason: passed ? null : reason });
  const to = draw.basis.of === "activities" ? `/activities/${it.id}` : `${address(`/api/v1/${draw.basis.of}`)}?entry=${it.id}`;
  return (
    <li>
      <Link to={to}>…{it.id.slice(-8)}</Link>{" "}
      {it.passed !== null && (
        <Tag color={it.passed ? "green" : "red"}>{t(it.passed ? "Certification:draw.passed" : "Certification:draw.failed")}</Tag>
      )}
      {it.reason}
      {view.open && it.passed === null && (
        <>
          <Button size="small" type="link" onClick={() => judge(true)}>
            {t("Certification:draw.passed")}
          </Button>
          <Popconfirm
            title={t("Certification:draw.why")}
            description={<Input value={reason} onChange={({ target }) => setReason(target.value)} />}
            okText={t("Certification:draw.failed")}
            cancelText={t("Desk:do.close")}
            onConfirm={() => judge(false)}
          >
            <Button size="small" type="link" danger>
              {t("Certification:draw.failed")}
            </Button>
          </Popconfirm>
        </>
      )}
    </li>
  );
}
