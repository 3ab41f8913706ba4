import { Alert, Button, Checkbox, Form, Input, Popconfirm, Progress, Table } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { Schemas } from "../Desk/api";
import { useKinds } from "../Desk/registers";
import { Loading, Nothing, Trouble } from "../Desk/States";
import { Time } from "../Desk/Time";
import { useTerm } from "../Desk/terms";
import { useText } from "../Desk/text";
import { useSending } from "../Desk/useSending";
import { ask, type Erasure, isWorking, type Person, pageOf, requestOf, useErasure } from "./erasure";
import { WhatGoes } from "./WhatGoes";

interface Props {
  id: string;
  person: Person;
  look: (person: Person) => Promise<unknown>;
  done: () => unknown;
}

/** What would go, masked, before anybody says that it shall. */
export function ErasurePreview({ id, person, look, done }: Props) {
  const t = useText();
  const { data, error, refetch } = useErasure(id);
  if (error) return <Trouble problem={error} retry={refetch} />;
  if (!data) return <Loading />;
  const records = (data.activities?.length ?? 0) + (data.entries?.length ?? 0);
  return (
    <section className="card erasure">
      <h2>{t("Customers:preview")}</h2>
      {isWorking(data) && <Progress percent={Math.round(data.progress * 100)} status="active" />}
      {data.status === "completed" && (
        <>
          {records === 0 ? (
            <Nothing title={t("Customers:nobody")} hint={t("Customers:nobodyHint")} />
          ) : (
            <WhatGoes counts={data.counts} />
          )}
          {data.activities && data.activities.length > 0 && <Activities of={data.activities} />}
          <Mentions erasure={data} person={person} look={look} />
          {records > 0 && <Confirm erasure={data} person={person} done={done} />}
        </>
      )}
    </section>
  );
}

function Activities({ of }: { of: Schemas["ErasureActivityView"][] }) {
  const t = useText();
  const term = useTerm();
  const { name: kindName } = useKinds();
  return (
    <Table
      rowKey="id"
      size="small"
      dataSource={of}
      pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
      scroll={{ x: 560 }}
      columns={[
        { title: t("Customers:when"), dataIndex: "occurredAt", render: (at: string) => <Time at={at} /> },
        {
          title: t("Customers:kind"),
          dataIndex: "kind",
          render: (kind: string, { id }) => <Link to={`/activities/${id}`}>{kindName(kind)}</Link>,
        },
        { title: t("Customers:status"), dataIndex: "status", render: (status: string) => term("status", status) },
        { title: t("Customers:name"), dataIndex: "name" },
        { title: t("Customers:phone"), dataIndex: "phone" },
        { title: t("Customers:email"), dataIndex: "email" },
      ]}
    />
  );
}

/** Records of others that speak of the person: whether they go, too, only a person can tell. */
function Mentions({ erasure: { mentions, public: open }, person, look }: Pick<Props, "person" | "look"> & { erasure: Erasure }) {
  const t = useText();
  const [picked, setPicked] = useState(person.picked);
  const name = (stream: string) => {
    const page = pageOf(stream);
    return page ? <Link to={page}>{stream}</Link> : stream;
  };
  return (
    <>
      {open && open.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t("Customers:public")}
          description={open.map((it) => <div key={it}>{name(it)}</div>)}
        />
      )}
      {mentions && mentions.length > 0 && (
        <>
          <h3>{t("Customers:mentions")}</h3>
          <p className="quiet small">{t("Customers:mentionsHint")}</p>
          <Checkbox.Group
            className="stack"
            value={picked}
            onChange={setPicked}
            options={mentions.map((value) => ({ value, label: name(value) }))}
          />
          {picked.length > person.picked.length && (
            <Button onClick={() => look({ ...person, picked })}>{t("Customers:lookAgain")}</Button>
          )}
        </>
      )}
    </>
  );
}

function Confirm({ erasure, person, done }: Pick<Props, "person" | "done"> & { erasure: Erasure }) {
  const t = useText();
  const [form] = Form.useForm<{ reason: string; includeOpen?: boolean }>();
  const open = erasure.activities?.filter((it) => !["resolved", "closed", "cancelled"].includes(it.status)).length ?? 0;
  const { refused, busy, submit } = useSending(form, async ({ reason, includeOpen }) => {
    await ask({ ...requestOf(person), reason, includeOpen: includeOpen ?? false });
    await done();
  });
  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={submit}>
      <Form.Item
        name="reason"
        label={t("Customers:reason")}
        extra={t("Customers:reasonHint")}
        rules={[{ required: true, whitespace: true, message: t("Desk:wrong.required") }]}
      >
        <Input autoComplete="off" maxLength={200} />
      </Form.Item>
      {open > 0 && (
        <Form.Item name="includeOpen" valuePropName="checked" extra={t("Customers:openHint")}>
          <Checkbox>{t("Customers:includeOpen", { count: open })}</Checkbox>
        </Form.Item>
      )}
      {refused}
      <Popconfirm
        title={t("Customers:sure")}
        okText={t("Customers:erase")}
        cancelText={t("Desk:do.close")}
        onConfirm={form.submit}
      >
        <Button danger type="primary" loading={busy}>
          {t("Customers:erase")}
        </Button>
      </Popconfirm>
    </Form>
  );
}
