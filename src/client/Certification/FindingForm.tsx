import { useQueryClient } from "@tanstack/react-query";
import { Form, Input, Select } from "antd";
import { answer, api, type Schemas } from "../Desk/api";
import { DayPicker } from "../Desk/DayPicker";
import { FormDialog } from "../Desk/FormDialog";
import { useOutlets } from "../Desk/registers";
import { useSession } from "../Desk/session";
import { useLanguage, useText } from "../Desk/text";
import { wallOf } from "../Desk/times";
import { inLanguage } from "./names";
import { useScheme } from "./schemes";

interface Left {
  clause: string;
  grade: string;
  finding: string;
  outlet?: string;
  dueOn?: string;
}

const grades = ["observation", "minor", "major"] as const;

/** An auditor's finding about a clause. */
export function FindingForm({ close }: { close: () => void }) {
  const t = useText();
  const language = useLanguage();
  const { share, timeZone } = useSession();
  const queries = useQueryClient();
  const outlets = useOutlets();
  const id = share?.scheme ?? "gbt27922-2011";
  const { data } = useScheme(id);
  const send = async (left: Left) => {
    const { year, month, day } = wallOf(new Date(), timeZone);
    const raisedOn = `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
    // The document knows fields as values of any type, which its types cannot say.
    const body = { fields: { ...left, raisedOn, state: "open" } } as unknown as Schemas["RegisterEntryRequest"];
    await answer(api.POST("/api/v1/{register}", { params: { path: { register: "audit-findings" } }, body }));
    await queries.invalidateQueries({ queryKey: ["findings"] });
  };
  const shared = (clause: string) => !share || share.clauses.some((it) => clause === it || clause.startsWith(`${it}.`));
  const required = [{ required: true, message: t("Desk:wrong.required") }];
  return (
    <FormDialog<Left>
      title={t("Certification:finding.add")}
      verb={t("Certification:finding.add")}
      initial={{ grade: "minor" }}
      send={send}
      close={close}
    >
      <Form.Item name="clause" label={t("Certification:clause")} rules={required}>
        <Select
          showSearch={{ optionFilterProp: "label" }}
          options={(data?.scheme.clauses ?? [])
            .filter((it) => shared(it.id))
            .map((it) => ({ value: it.id, label: `${it.id} ${inLanguage(language, it.name)}` }))}
        />
      </Form.Item>
      <Form.Item name="finding" label={t("Certification:finding.finding")} rules={required}>
        <Input.TextArea autoSize={{ minRows: 3 }} />
      </Form.Item>
      <div className="two">
        <Form.Item name="grade" label={t("Certification:finding.grade")} rules={required}>
          <Select options={grades.map((value) => ({ value, label: t(`Certification:finding.grades.${value}`) }))} />
        </Form.Item>
        <Form.Item name="outlet" label={t("Certification:finding.outlet")} rules={share?.outlets.length ? required : []}>
          <Select allowClear options={outlets.items.map(({ id: value, name }) => ({ value, label: name }))} />
        </Form.Item>
      </div>
      <Form.Item name="dueOn" label={t("Certification:finding.dueOn")}>
        <DayPicker />
      </Form.Item>
    </FormDialog>
  );
}
