import { useQueryClient } from "@tanstack/react-query";
import { Alert, Checkbox, Form, Input, Modal } from "antd";
import { useState } from "react";
import { answer, api, type Schemas } from "../Desk/api";
import { MomentPicker } from "../Desk/MomentPicker";
import { formErrors, problemText } from "../Desk/problems";
import { useSession } from "../Desk/session";
import { useText } from "../Desk/text";

export function TokenForm({ made, close }: { made: (token: Schemas["NewTokenView"]) => void; close: () => void }) {
  const t = useText();
  const { rights } = useSession();
  const queries = useQueryClient();
  const [form] = Form.useForm<Schemas["TokenRequest"]>();
  const [problem, setProblem] = useState<Error>();
  const submit = async (body: Schemas["TokenRequest"]) => {
    try {
      made(await answer(api.POST("/api/v1/tokens", { body })));
      await queries.invalidateQueries({ queryKey: ["tokens"] });
      close();
    } catch (error) {
      setProblem(error as Error);
      form.setFields(formErrors(t, error as Error) as Parameters<typeof form.setFields>[0]);
    }
  };
  return (
    <Modal
      open
      title={t("Tenants:token.add")}
      okText={t("Tenants:token.add")}
      cancelText={t("Desk:do.close")}
      onOk={() => form.submit()}
      onCancel={close}
    >
      {problem && <Alert type="error" showIcon title={problemText(t, problem)} style={{ marginBottom: 12 }} />}
      <Form form={form} layout="vertical" requiredMark={false} onFinish={submit}>
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
      </Form>
    </Modal>
  );
}
