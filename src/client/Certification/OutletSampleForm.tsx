import { Form, InputNumber } from "antd";
import { FormDialog } from "../Desk/FormDialog";
import { useOutlets } from "../Desk/registers";
import { useText } from "../Desk/text";
import { useStep } from "./assessing";

interface Asked {
  size: number;
  number: number;
}

/** Draws the outlets that get a sheet of their own; the root of their number is common, no rule was found. */
export function OutletSampleForm({ id, close }: { id: string; close: () => void }) {
  const t = useText();
  const step = useStep(id);
  const { items } = useOutlets();
  const required = [{ required: true, message: t("Desk:wrong.required") }];
  return (
    <FormDialog<Asked>
      title={t("Certification:sheetOf.sample")}
      verb={t("Certification:draw.do")}
      initial={{ size: Math.ceil(Math.sqrt(items.length)) }}
      send={(asked) => step("outlets", asked)}
      close={close}
    >
      <p className="quiet">{t("Certification:sheetOf.hint", { count: items.length })}</p>
      <Form.Item name="size" label={t("Certification:draw.size")} rules={required}>
        <InputNumber min={1} max={items.length} precision={0} />
      </Form.Item>
      <Form.Item name="number" label={t("Certification:draw.number")} extra={t("Certification:draw.numberHint")} rules={required}>
        <InputNumber min={0} precision={0} className="wide" />
      </Form.Item>
    </FormDialog>
  );
}
