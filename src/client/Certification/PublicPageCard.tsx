import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Form, Input, QRCode, Switch } from "antd";
import { answer, api, type Schemas } from "../Desk/api";
import { Loading, Trouble } from "../Desk/States";
import { useSession } from "../Desk/session";
import { useText } from "../Desk/text";
import { useSending } from "../Desk/useSending";
import { Fingerprint } from "../Journal/Fingerprint";

/** The company's public page, and the key's fingerprint as a card to print: both tell outsiders whose key signed a pack. */
export function PublicPageCard() {
  const t = useText();
  const { company } = useSession();
  const page = useQuery({ queryKey: ["public-page"], queryFn: () => answer(api.GET("/api/v1/public-page")) });
  const key = useQuery({ queryKey: ["journal-key"], queryFn: () => answer(api.GET("/api/v1/journal/key")) });
  const error = page.error ?? key.error;
  return (
    <section className="card">
      <h2>{t("Certification:public.title")}</h2>
      {error && <Trouble problem={error} />}
      {!page.data && !error && <Loading />}
      {page.data && <PublicPage now={page.data} />}
      {key.data && (
        <div className="key-card">
          <strong>{company}</strong>
          <QRCode value={key.data.fingerprint} type="svg" size={150} />
          <Fingerprint of={key.data.fingerprint} />
          <Button className="no-print" size="small" onClick={() => window.print()}>
            {t("Certification:public.print")}
          </Button>
        </div>
      )}
    </section>
  );
}

function PublicPage({ now }: { now: Schemas["PublicPageView"] }) {
  const t = useText();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<Schemas["PublicPageRequest"]>();
  const { refused, busy, submit } = useSending(form, async ({ name, ...asked }) => {
    const body = { ...asked, name: name || null };
    queries.setQueryData(["public-page"], await answer(api.PUT("/api/v1/public-page", { body })));
    message.success(t("Certification:public.kept"));
  });
  return (
    <Form form={form} layout="vertical" initialValues={now} onFinish={submit} className="no-print">
      <p className="quiet small">{t("Certification:public.hint")}</p>
      {refused}
      <Form.Item name="on" label={t("Certification:public.on")} valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item name="certificates" label={t("Certification:public.certificates")} valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item name="name" label={t("Certification:public.name")} extra={t("Certification:public.nameHint")}>
        <Input autoComplete="off" />
      </Form.Item>
      <p className="row">
        <Button htmlType="submit" loading={busy}>
          {t("Certification:public.keep")}
        </Button>
        {now.on && (
          <a href={now.address} target="_blank" rel="noreferrer">
            {now.address}
          </a>
        )}
      </p>
    </Form>
  );
}
