import { Button, Form, Input } from "antd";
import { useText } from "../Desk/text";
import { useSending } from "../Desk/useSending";
import type { Person } from "./erasure";

/** By what the person is known; a name alone is nobody's. */
export function PersonForm({ look }: { look: (person: Person) => Promise<unknown> }) {
  const t = useText();
  const [form] = Form.useForm<Person>();
  const { refused, busy, submit } = useSending(form, ({ phone, email, name }) =>
    look({ phone: phone?.trim(), email: email?.trim(), name: name?.trim(), picked: [] }),
  );
  return (
    <Form form={form} className="card" layout="vertical" requiredMark={false} onFinish={submit} autoComplete="off">
      <h2>{t("Customers:who")}</h2>
      <p className="quiet small">{t("Customers:whoHint")}</p>
      <Form.Item name="phone" label={t("Customers:phone")}>
        <Input autoComplete="off" inputMode="tel" />
      </Form.Item>
      <Form.Item name="email" label={t("Customers:email")}>
        <Input autoComplete="off" inputMode="email" />
      </Form.Item>
      <Form.Item name="name" label={t("Customers:name")} extra={t("Customers:nameHint")}>
        <Input autoComplete="off" />
      </Form.Item>
      {refused}
      <Button type="primary" htmlType="submit" loading={busy} block>
        {t("Customers:look")}
      </Button>
    </Form>
  );
}
