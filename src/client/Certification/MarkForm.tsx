import { Form, Input, InputNumber, Select } from "antd";
import type { Schemas } from "../Desk/api";
import { FormDialog } from "../Desk/FormDialog";
import { useText } from "../Desk/text";
import { useStep } from "./assessing";

const verdicts = ["met", "notMet", "partly", "notApplicable"] as const;

interface Asked {
  verdict: (typeof verdicts)[number];
  percent?: number;
  reason: string;
}

/** Judges a clause by hand, with a reason; that it does not apply is asked for, and decided by another. */
export function MarkForm(props: { id: string; clause: string; outletId: string | null; close: () => void }) {
  const { id, clause, outletId, close } = props;
  const t = useText();
  const step = useStep(id);
  const send = ({ verdict, percent, reason }: Asked) =>
    verdict === "notApplicable"
      ? step("exemptions", { clause, outletId, reason })
      : step("marks", {
          clause,
          outletId,
          verdict: verdict as Schemas["Verdict"],
          reason,
          drawn: 0,
          failed: 0,
          percent: percent ?? 0,
        });
  return (
    <FormDialog<Asked>
      title={`${t("Certification:mark.byHand")} · ${clause}`}
      verb={t("Certification:mark.keep")}
      send={send}
      close={close}
    >
      <Form.Item
        name="verdict"
        label={t("Certification:mark.title")}
        rules={[{ required: true, message: t("Desk:wrong.required") }]}
      >
        <Select options={verdicts.map((value) => ({ value, label: t(`Certification:mark.${value}`) }))} />
      </Form.Item>
      <Form.Item noStyle shouldUpdate={(was: Asked, is: Asked) => was.verdict !== is.verdict}>
        {({ getFieldValue }) =>
          getFieldValue("verdict") === "partly" && (
            <Form.Item
              name="percent"
              label={t("Certification:mark.percent")}
              rules={[{ required: true, message: t("Desk:wrong.required") }]}
            >
              <InputNumber min={0} max={100} suffix="%" />
            </Form.Item>
          )
        }
      </Form.Item>
      <Form.Item
        name="reason"
        label={t("Certification:mark.reason")}
        rules={[{ required: true, whitespace: true, message: t("Desk:wrong.required") }]}
      >
        <Input.TextArea autoSize={{ minRows: 2 }} />
      </Form.Item>
    </FormDialog>
  );
}
