import { useQueryClient } from "@tanstack/react-query";
import { Checkbox, Form, Input } from "antd";
import { answer, api, type Schemas } from "../Desk/api";
import { FormDialog } from "../Desk/FormDialog";
import { MomentPicker } from "../Desk/MomentPicker";
import { useSession } from "../Desk/session";
import { useText } from "../Desk/text";

export function TokenForm({ made, close }: { made: (token: Schemas["NewTokenView"]) => void; close: () => void }) {
  const t = useText();
  const { rights } = useSession();
  const queries = useQueryClient();
  const send = async (body: Schemas["TokenRequest"]) => {
    made(await answer(api.POST("/api/v1/tokens", { body })));
    await queries.invalidateQueries({ queryKey: ["tokens"] });
  };
  return (
    <FormDialog title={t("Tenants:token.add")} verb={t("Tenants:token.add")} send={send} close={close}>
      <Form.Item
        name="name"
        label={t("Tenants:token.name")}
        rules={[{ required: true, whitespace: true, message: t("Desk:wrong.required") }]}
      >
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item name="rights" label={t("Tenants:token.rights")} extra={t("Tenants:token.rightsHint")}>
        <Checkbox.Group options={rights.map((value) => ({ value, label: t(`Tenants:right.${value}`) }))} />
      </Form.Item>
      <Form.Item name="expiresAt" label={t("Tenants:token.expiresAt")}>
        <MomentPicker placeholder={t("Tenants:token.never")} />
      </Form.Item>
    </FormDialog>
  );
}
