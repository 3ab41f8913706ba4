import { Alert, App, Button, Form } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { type Schemas, send } from "../Desk/api";
import { useKeyFor } from "../Desk/idempotency";
import { problemText } from "../Desk/problems";
import { useText } from "../Desk/text";
import { showErrors } from "../Desk/useSending";
import { useChanged } from "./activities";
import { CustomerInputs, ExtraInputs, MatterInputs, ProductInputs } from "./NewInputs";
import { type Draft, request } from "./request";

/** Logs an activity. The same press of the button is one activity, however often the network makes it be sent. */
export function NewPage() {
  const t = useText();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [form] = Form.useForm<Draft>();
  const [problem, setProblem] = useState<Error>();
  const [busy, setBusy] = useState<"open" | "next">();
  const keyFor = useKeyFor();
  const changed = useChanged();

  const submit = async (then: "open" | "next") => {
    const draft = await form.validateFields().catch(() => undefined);
    if (!draft) return;
    const body = JSON.stringify(request(draft));
    setBusy(then);
    setProblem(undefined);
    try {
      const made = await send<Schemas["ActivityView"]>("/api/v1/activities", {
        method: "POST",
        headers: { "Content-Type": "application/json", "Idempotency-Key": keyFor(body) },
        body,
      });
      await changed();
      if (made.warnings?.length) message.warning(t("Activities:new.phoneOdd"), 6);
      if (then === "open") return navigate(`/activities/${made.id}`, { replace: true });
      message.success(
        <>
          {t("Activities:new.done")} <Link to={`/activities/${made.id}`}>{t("Activities:new.open")}</Link>
        </>,
      );
      // The next caller is another one, but comes the same way.
      const { kind, channel, outletId } = draft;
      form.resetFields();
      form.setFieldsValue({ kind, channel, outletId });
      keyFor("");
    } catch (error) {
      setProblem(error as Error);
      showErrors(t, form, error as Error);
    } finally {
      setBusy(undefined);
    }
  };

  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ kind: "complaint", channel: "hotline", priority: "normal" }}
      scrollToFirstError
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void submit("open");
      }}
    >
      <title>{`${t("Activities:new.title")} · ServiceTrack`}</title>
      <div className="head">
        <h1>{t("Activities:new.title")}</h1>
        <div className="row">
          <Button loading={busy === "next"} disabled={busy === "open"} onClick={() => submit("next")}>
            {t("Activities:new.submitNext")}
          </Button>
          <Button type="primary" loading={busy === "open"} disabled={busy === "next"} onClick={() => submit("open")}>
            {t("Activities:new.submit")}
          </Button>
        </div>
      </div>
      {problem && <Alert type="error" showIcon title={problemText(t, problem)} style={{ marginBottom: 12 }} />}
      <div className="columns">
        <div className="stack">
          <MatterInputs />
          <ExtraInputs />
        </div>
        <div className="stack">
          <CustomerInputs />
          <ProductInputs />
        </div>
      </div>
    </Form>
  );
}
