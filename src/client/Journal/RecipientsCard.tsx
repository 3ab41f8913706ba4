import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Form, Select } from "antd";
import { answer, api, type Schemas } from "../Desk/api";
import { Loading, Trouble } from "../Desk/States";
import { useText } from "../Desk/text";
import { useSending } from "../Desk/useSending";
import { Letters } from "./Letters";

/** Who outside the company gets each day's checkpoint, which binds it to its own records. */
export function RecipientsCard() {
  const t = useText();
  const { data, error, refetch } = useQuery({
    queryKey: ["checkpoint-recipients"],
    queryFn: () => answer(api.GET("/api/v1/journal/recipients")),
  });
  return (
    <section className="card">
      <h2>{t("Journal:recipients.title")}</h2>
      {error && <Trouble problem={error} retry={refetch} />}
      {!data && !error && <Loading />}
      {data && <Recipients now={data} />}
      <Letters />
    </section>
  );
}

function Recipients({ now }: { now: Schemas["RecipientsView"] }) {
  const t = useText();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<Schemas["RecipientsView"]>();
  const { refused, busy, submit } = useSending(form, async (body) => {
    queries.setQueryData(["checkpoint-recipients"], await answer(api.PUT("/api/v1/journal/recipients", { body })));
    message.success(t("Journal:recipients.kept"));
  });
  return (
    <Form form={form} layout="vertical" initialValues={now} onFinish={submit}>
      {refused}
      <Form.Item name="addresses" label={t("Journal:recipients.addresses")} extra={t("Journal:recipients.hint")}>
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[",", ";", " ", "，", "；"]} />
      </Form.Item>
      <Button htmlType="submit" loading={busy}>
        {t("Journal:recipients.keep")}
      </Button>
    </Form>
  );
}
