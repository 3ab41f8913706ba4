import { useQueryClient } from "@tanstack/react-query";
import { Form, Input, Radio } from "antd";
import { answer, api, type Schemas } from "../Desk/api";
import { FormDialog } from "../Desk/FormDialog";
import { useText } from "../Desk/text";

/** Adds an outlet, or puts one right; saving one that an import named confirms it. */
export function OutletForm({ outlet, close }: { outlet: Schemas["Outlet"] | undefined; close: () => void }) {
  const t = useText();
  const queries = useQueryClient();
  const send = async (body: Schemas["OutletRequest"]) => {
    await (outlet
      ? answer(api.PUT("/api/v1/outlets/{id}", { params: { path: { id: outlet.id } }, body }))
      : answer(api.POST("/api/v1/outlets", { body })));
    await queries.invalidateQueries({ queryKey: ["outlets"] });
  };
  return (
    <FormDialog
      title={outlet?.name ?? t("Network:add")}
      verb={outlet ? (outlet.confirmed ? t("Desk:do.save") : t("Network:confirm")) : t("Network:add")}
      initial={outlet ?? { ownership: "own" }}
      send={send}
      close={close}
    >
      <Form.Item
        name="name"
        label={t("Network:name")}
        rules={[{ required: true, whitespace: true, message: t("Desk:wrong.required") }]}
      >
        <Input />
      </Form.Item>
      <Form.Item name="ownership" label={t("Network:ownership.title")}>
        <Radio.Group
          options={(["own", "entrusted"] as const).map((value) => ({ value, label: t(`Network:ownership.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="area" label={t("Network:area")}>
        <Input />
      </Form.Item>
      <Form.Item name="address" label={t("Network:address")}>
        <Input />
      </Form.Item>
    </FormDialog>
  );
}
