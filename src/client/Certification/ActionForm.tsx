import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Form, Select } from "antd";
import { all, answer, api, type Schemas } from "../Desk/api";
import { DayPicker } from "../Desk/DayPicker";
import { FormDialog } from "../Desk/FormDialog";
import { useText } from "../Desk/text";
import { type Finding, text } from "./FindingsPage";

/** Turns a finding into a corrective action: who sees to it, until when. */
export function ActionForm({ finding, close }: { finding: Finding; close: () => void }) {
  const t = useText();
  const queries = useQueryClient();
  const staff = useQuery({
    queryKey: ["registers", "staff"],
    queryFn: () =>
      all((cursor) =>
        answer(
          api.GET("/api/v1/{register}", {
            params: { path: { register: "staff" }, query: { limit: "200", cursor, asOf: "today" } },
          }),
        ),
      ),
  });
  const send = async (body: Schemas["AnswerFindingRequest"]) => {
    await answer(api.POST("/api/v1/audit-findings/{id}/corrective-action", { params: { path: { id: finding.id } }, body }));
    await queries.invalidateQueries({ queryKey: ["findings"] });
  };
  const required = [{ required: true, message: t("Desk:wrong.required") }];
  return (
    <FormDialog title={t("Certification:finding.answer")} verb={t("Certification:finding.answer")} send={send} close={close}>
      <p>{text(finding, "finding")}</p>
      <Form.Item name="owner" label={t("Certification:finding.owner")} rules={required}>
        <Select
          showSearch={{ optionFilterProp: "label" }}
          options={staff.data?.map((it) => ({ value: it.id, label: text(it, "name") }))}
        />
      </Form.Item>
      <Form.Item name="dueOn" label={t("Certification:finding.dueOn")} rules={required}>
        <DayPicker />
      </Form.Item>
    </FormDialog>
  );
}
