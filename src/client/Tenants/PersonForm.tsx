import { useQueryClient } from "@tanstack/react-query";
import { Alert, Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import { answer, api, type Schemas } from "../Desk/api";
import { MomentPicker } from "../Desk/MomentPicker";
import { formErrors, problemText } from "../Desk/problems";
import { useOutlets } from "../Desk/registers";
import { useText } from "../Desk/text";

const roles = ["manager", "agent", "technician", "quality", "auditor", "owner"] as const;

export function PersonForm({ close }: { close: () => void }) {
  const t = useText();
  const queries = useQueryClient();
  const outlets = useOutlets();
  const [form] = Form.useForm<Schemas["PersonRequest"]>();
  const [problem, setProblem] = useState<Error>();
  const submit = async (body: Schemas["PersonRequest"]) => {
    try {
      await answer(api.POST("/api/v1/people", { body }));
      await queries.invalidateQueries({ queryKey: ["people"] });
      close();
    } catch (error) {
      setProblem(error as Error);
      form.setFields(formErrors(t, error as Error) as Parameters<typeof form.setFields>[0]);
    }
  };
  const required = [{ required: true, message: t("Desk:wrong.required") }];
  return (
    <Modal
      open
      title={t("Tenants:person.add")}
      okText={t("Tenants:person.add")}
      cancelText={t("Desk:do.close")}
      onOk={() => form.submit()}
      onCancel={close}
    >
      {problem && <Alert type="error" showIcon title={problemText(t, problem)} style={{ marginBottom: 12 }} />}
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ role: "agent" }} onFinish={submit}>
        <div className="two">
          <Form.Item name="name" label={t("Tenants:person.name")} rules={required}>
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item name="role" label={t("Tenants:person.role")} rules={required}>
            <Select options={roles.map((value) => ({ value, label: t(`Desk:role.${value}`) }))} />
          </Form.Item>
          <Form.Item name="email" label={t("Tenants:person.email")} rules={required}>
            <Input inputMode="email" autoComplete="off" />
          </Form.Item>
          <Form.Item
            name="password"
            label={t("Tenants:person.password")}
            rules={[...required, { min: 10, message: t("Tenants:person.short") }]}
          >
            <Input.Password autoComplete="new-password" />
          </Form.Item>
          <Form.Item name="phone" label={t("Tenants:person.phone")}>
            <Input inputMode="tel" autoComplete="off" />
          </Form.Item>
          <Form.Item name="staffNumber" label={t("Tenants:person.staffNumber")}>
            <Input />
          </Form.Item>
        </div>
        <Form.Item name="outlets" label={t("Tenants:person.outlets")}>
          <Select
            mode="multiple"
            placeholder={t("Tenants:person.allOutlets")}
            showSearch={{ optionFilterProp: "label" }}
            options={outlets.items.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
        <Form.Item name="validUntil" label={t("Tenants:person.validUntil")}>
          <MomentPicker />
        </Form.Item>
      </Form>
    </Modal>
  );
}
