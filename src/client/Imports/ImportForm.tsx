import { InboxOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { Button, Form, Radio, Select, Switch, Upload } from "antd";
import { useState } from "react";
import { type Schemas, send } from "../Desk/api";
import { useKinds } from "../Desk/registers";
import { useText } from "../Desk/text";
import { useSending } from "../Desk/useSending";

interface Asked {
  kind: string;
  encoding: string;
  onExisting: "skip" | "update";
  dryRun: boolean;
}

const encodings = ["utf-8", "gb18030", "utf-16", "big5"];

export function ImportForm({ asked }: { asked: (id: string) => void }) {
  const t = useText();
  const { kinds, nameOf } = useKinds();
  const queries = useQueryClient();
  const [form] = Form.useForm<Asked>();
  const [file, setFile] = useState<File>();
  const { refused, busy, submit } = useSending(form, async ({ kind, encoding, onExisting, dryRun }) => {
    if (!file) return;
    const query = new URLSearchParams({ kind, onExisting, dryRun: String(dryRun), ...(encoding ? { encoding } : {}) });
    const body = new FormData();
    body.set("file", file, file.name);
    const { id } = await send<Schemas["ImportView"]>(`/api/v1/imports?${query}`, { method: "POST", body });
    await queries.invalidateQueries({ queryKey: ["imports"] });
    asked(id);
  });
  return (
    <Form
      form={form}
      className="card import-form"
      layout="vertical"
      onFinish={submit}
      initialValues={{ kind: "complaint", encoding: "", onExisting: "skip", dryRun: true }}
    >
      <Upload.Dragger
        accept=".csv,.xlsx,.txt"
        maxCount={1}
        fileList={file ? [{ uid: "file", name: file.name, status: "done" }] : []}
        beforeUpload={(chosen) => {
          setFile(chosen);
          return false;
        }}
        onRemove={() => setFile(undefined)}
      >
        <InboxOutlined className="drop-sign" />
        <p>{t("Imports:drop")}</p>
        <p className="quiet small">{t("Imports:hint")}</p>
      </Upload.Dragger>
      <div className="import-options">
        <Form.Item name="kind" label={t("Imports:kind")}>
          <Select
            showSearch={{ optionFilterProp: "label" }}
            options={kinds.map((it) => ({ value: it.code, label: nameOf(it) }))}
          />
        </Form.Item>
        <Form.Item name="encoding" label={t("Imports:encoding")}>
          <Select
            options={[
              { value: "", label: t("Imports:detect") },
              ...encodings.map((value) => ({ value, label: value.toUpperCase() })),
            ]}
          />
        </Form.Item>
        <Form.Item name="onExisting" label={t("Imports:onExisting.title")}>
          <Radio.Group
            options={(["skip", "update"] as const).map((value) => ({ value, label: t(`Imports:onExisting.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="dryRun" label={t("Imports:dryRun")} valuePropName="checked">
          <Switch />
        </Form.Item>
      </div>
      {refused}
      <div className="row">
        <Button type="primary" htmlType="submit" loading={busy} disabled={!file}>
          {t("Imports:submit")}
        </Button>
        <span className="quiet small">{t("Imports:quiet")}</span>
      </div>
    </Form>
  );
}
