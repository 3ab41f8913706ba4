import { Form, InputNumber, Select } from "antd";
import { FormDialog } from "../Desk/FormDialog";
import { useText } from "../Desk/text";
import { type AssessmentView, useStep } from "./assessing";
import { useRecords } from "./records";
import { useScheme } from "./schemes";

interface Asked {
  rule: number;
  size: number;
  number: number;
}

/** Draws records at random: from the journal's checkpoint and a number that the assessor thinks of, so that nobody can choose. */
export function DrawForm(props: { view: AssessmentView; clause: string; outletId: string | null; close: () => void }) {
  const { view, clause, outletId, close } = props;
  const t = useText();
  const { nameOfRule } = useRecords();
  const step = useStep(view.assessment.id);
  const { schemeId, schemeVersion } = view.assessment;
  const { data } = useScheme(schemeId, schemeVersion);
  const rules = data?.scheme.clauses?.find((it) => it.id === clause)?.evidence ?? [];
  const options = rules.flatMap((it, value) => (it.from === "measure" ? [] : [{ value, label: nameOfRule(it) }]));
  const required = [{ required: true, message: t("Desk:wrong.required") }];
  return (
    <FormDialog<Asked>
      title={`${t("Certification:draw.do")} · ${clause}`}
      verb={t("Certification:draw.do")}
      initial={{ size: 5 }}
      send={(asked) => step("draws", { clause, outletId, ...asked })}
      close={close}
    >
      <p className="quiet">{t("Certification:draw.hint")}</p>
      <Form.Item name="rule" label={t("Certification:draw.from")} rules={required}>
        <Select options={options} />
      </Form.Item>
      <Form.Item name="size" label={t("Certification:draw.size")} rules={required}>
        <InputNumber min={1} max={500} precision={0} />
      </Form.Item>
      <Form.Item name="number" label={t("Certification:draw.number")} extra={t("Certification:draw.numberHint")} rules={required}>
        <InputNumber min={0} precision={0} className="wide" />
      </Form.Item>
    </FormDialog>
  );
}
