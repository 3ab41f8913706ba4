import { useQueryClient } from "@tanstack/react-query";
import { Form, Input, Radio } from "antd";
import { answer, api, type Schemas } from "../Desk/api";
import { DayPicker } from "../Desk/DayPicker";
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
      initial={outlet ? given(outlet) : { ownership: "own", kind: "service" }}
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
      <Form.Item name="kind" label={t("Network:kind.title")}>
        <Radio.Group options={(["service", "sales"] as const).map((value) => ({ value, label: t(`Network:kind.${value}`) }))} />
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
      <div className="two">
        <Form.Item name="contractNumber" label={t("Network:contractNumber")}>
          <Input />
        </Form.Item>
        <Form.Item name="contractUntil" label={t("Network:contractUntil")}>
          <DayPicker />
        </Form.Item>
        <Form.Item name="contact" label={t("Network:contact")}>
          <Input />
        </Form.Item>
        <Form.Item name="phone" label={t("Network:phone")}>
          <Input />
        </Form.Item>
      </div>
    </FormDialog>
  );
}

/** What a request says of an outlet, of all that is known of it. */
function given({ id: _, confirmed: __, ...outlet }: Schemas["Outlet"]): Schemas["OutletRequest"] {
  return outlet;
}
