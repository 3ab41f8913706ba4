import { InboxOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Form, Radio, Select, Switch, Upload } from "antd";
import { useState } from "react";
import { type Schemas, send } from "../Desk/api";
import { formErrors, problemText } from "../Desk/problems";
import { useKinds } from "../Desk/registers";
import { useText } from "../Desk/text";

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
  const [problem, setProblem] = useState<Error>();
  const [busy, setBusy] = useState(false);
  const submit = async ({ kind, encoding, onExisting, dryRun }: Asked) => {
    if (!file) return;
    const query = new URLSearchParams({ kind, onExisting, dryRun: String(dryRun), ...(encoding ? { encoding } : {}) });
    const body = new FormData();
    body.set("file", file, file.name);
    setBusy(true);
    try {
      const { id } = await send<Schemas["ImportView"]>(`/api/v1/imports?${query}`, { method: "POST", body });
      await queries.invalidateQueries({ queryKey: ["imports"] });
      asked(id);
    } catch (error) {
      setProblem(error as Error);
      form.setFields(formErrors(t, error as Error) as Parameters<typeof form.setFields>[0]);
      setBusy(false);
    }
  };
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
          setProblem(undefined);
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
      {problem && <Alert type="error" showIcon title={problemText(t, problem)} style={{ marginBottom: 12 }} />}
      <div className="row">
        <Button type="primary" htmlType="submit" loading={busy} disabled={!file}>
          {t("Imports:submit")}
        </Button>
        <span className="quiet small">{t("Imports:quiet")}</span>
      </div>
    </Form>
  );
}
