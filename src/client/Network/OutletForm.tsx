import { useQueryClient } from "@tanstack/react-query";
import { Alert, Form, Input, Modal, Radio } from "antd";
import { useState } from "react";
import { answer, api, type Schemas } from "../Desk/api";
import { formErrors, problemText } from "../Desk/problems";
import { useText } from "../Desk/text";

/** Adds an outlet, or puts one right; saving one that an import named confirms it. */
export function OutletForm({ outlet, close }: { outlet: Schemas["Outlet"] | undefined; close: () => void }) {
  const t = useText();
  const queries = useQueryClient();
  const [form] = Form.useForm<Schemas["OutletRequest"]>();
  const [problem, setProblem] = useState<Error>();
  const submit = async (body: Schemas["OutletRequest"]) => {
    try {
      await (outlet
        ? answer(api.PUT("/api/v1/outlets/{id}", { params: { path: { id: outlet.id } }, body }))
        : answer(api.POST("/api/v1/outlets", { body })));
      await queries.invalidateQueries({ queryKey: ["outlets"] });
      close();
    } catch (error) {
      setProblem(error as Error);
      form.setFields(formErrors(t, error as Error) as Parameters<typeof form.setFields>[0]);
    }
  };
  const verb = outlet ? (outlet.confirmed ? t("Desk:do.save") : t("Network:confirm")) : t("Network:add");
  return (
    <Modal
      open
      title={outlet?.name ?? t("Network:add")}
      okText={verb}
      cancelText={t("Desk:do.close")}
      onOk={() => form.submit()}
      onCancel={close}
    >
      {problem && <Alert type="error" showIcon title={problemText(t, problem)} style={{ marginBottom: 12 }} />}
      <Form form={form} layout="vertical" requiredMark={false} initialValues={outlet ?? { ownership: "own" }} onFinish={submit}>
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
      </Form>
    </Modal>
  );
}
