import { PlusOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import { answer, api, type Schemas } from "../Desk/api";
import { useText } from "../Desk/text";
import { useSending } from "../Desk/useSending";
import { FormFoot } from "./FormFoot";
import { RuleFields } from "./RuleFields";

type Policy = Pick<Schemas["SlaPolicy"], "name" | "rules">;

/** Rewrites the promises. What was promised before stays promised: the new version counts for what comes in from now on. */
export function PolicyForm({ policy, close }: { policy: Schemas["SlaPolicy"]; close: () => void }) {
  const t = useText();
  const queries = useQueryClient();
  const [form] = Form.useForm<Policy>();
  const { refused, busy, submit } = useSending(form, async () => {
    // Of a rule all is sent back, also what has no input here: named steps, and which holds pause a clock.
    const { name, rules }: Policy = form.getFieldsValue(true);
    await answer(api.PUT("/api/v1/sla/policies", { body: { name, rules } as never }));
    await queries.invalidateQueries({ queryKey: ["policy"] });
    close();
  });
  return (
    <Form
      form={form}
      className="card promise-form"
      layout="vertical"
      requiredMark={false}
      initialValues={{ name: policy.name, rules: policy.rules }}
      onFinish={submit}
      scrollToFirstError
    >
      <h2>{t("Sla:policy.edit")}</h2>
      <p className="quiet small">{t("Sla:policy.hint")}</p>
      <Form.Item name="name" label={t("Sla:policy.name")}>
        <Input />
      </Form.Item>
      <Form.List name="rules">
        {(fields, { add, remove, move }) => (
          <>
            <ol className="rule-list">
              {fields.map(({ key, name }, at) => (
                <RuleFields
                  key={key}
                  at={name}
                  remove={() => remove(name)}
                  up={at > 0 ? () => move(at, at - 1) : undefined}
                  down={at < fields.length - 1 ? () => move(at, at + 1) : undefined}
                />
              ))}
            </ol>
            <Button icon={<PlusOutlined />} onClick={() => add({ name: "", targets: { response: null, resolution: null } })}>
              {t("Sla:policy.add")}
            </Button>
          </>
        )}
      </Form.List>
      <FormFoot refused={refused} busy={busy} save={form.submit} close={close} />
    </Form>
  );
}
