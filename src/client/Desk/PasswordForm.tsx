import { App, Form, Input } from "antd";
import { answer, api, type Schemas } from "./api";
import { FormDialog } from "./FormDialog";
import { useText } from "./text";

const shortest = 10;

/** Changes one's own password; every other session ends. */
export function PasswordForm({ close }: { close: () => void }) {
  const t = useText();
  const { message } = App.useApp();
  const required = { required: true, message: t("Desk:wrong.required") };
  const send = async ({ current, password }: Schemas["PasswordRequest"]) => {
    await answer(api.POST("/api/v1/session/password", { body: { current, password } }));
    message.success(t("Desk:password.changed"));
  };
  return (
    <FormDialog title={t("Desk:password.change")} verb={t("Desk:password.change")} send={send} close={close}>
      <Form.Item name="current" label={t("Desk:password.current")} rules={[required]}>
        <Input.Password autoComplete="current-password" autoFocus />
      </Form.Item>
      <Form.Item
        name="password"
        label={t("Desk:password.new")}
        extra={t("Desk:password.short")}
        rules={[required, { min: shortest, message: t("Desk:password.short") }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={t("Desk:password.again")}
        dependencies={["password"]}
        rules={[
          required,
          ({ getFieldValue }) => ({
            validator: async (_, value) => {
              if (value && value !== getFieldValue("password")) throw new Error(t("Desk:password.differs"));
            },
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </FormDialog>
  );
}
