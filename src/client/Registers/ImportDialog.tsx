import { InboxOutlined } from "@ant-design/icons";
import { Alert, Modal, Switch, Upload } from "antd";
import { useState } from "react";
import { type Schemas, send } from "../Desk/api";
import { fieldText, problemText } from "../Desk/problems";
import { useText } from "../Desk/text";
import { type RegisterOf, useEntriesChanged, useNameOf } from "./registers";

/** A file into a register: first what would come of it, then for good. */
export function ImportDialog({ register, close }: { register: RegisterOf; close: () => void }) {
  const t = useText();
  const nameOf = useNameOf();
  const changed = useEntriesChanged();
  const [file, setFile] = useState<File>();
  const [dryRun, setDryRun] = useState(true);
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<Schemas["RegisterImported"] & { dryRun: boolean }>();
  const [problem, setProblem] = useState<Error>();
  const bring = async () => {
    if (!file) return;
    const body = new FormData();
    body.set("file", file, file.name);
    setBusy(true);
    setProblem(undefined);
    try {
      setResult({
        ...(await send<Schemas["RegisterImported"]>(`/api/v1/${register.name}/import?dryRun=${dryRun}`, {
          method: "POST",
          body,
        })),
        dryRun,
      });
      await changed();
    } catch (error) {
      setProblem(error as Error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={`${t("Registers:import")} · ${nameOf(register)}`}
      okText={t(dryRun ? "Registers:importing.try" : "Registers:importing.do")}
      okButtonProps={{ loading: busy, disabled: !file }}
      cancelText={t("Desk:do.close")}
      onOk={bring}
      onCancel={close}
    >
      <div className="stack">
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
          <InboxOutlined />
          <p className="quiet small">{t("Registers:importing.hint", { columns: register.fields.map(nameOf).join(", ") })}</p>
        </Upload.Dragger>
        <span className="row">
          <Switch size="small" checked={dryRun} onChange={setDryRun} aria-label={t("Registers:importing.dryRun")} />
          {t("Registers:importing.dryRun")}
        </span>
        {problem && <Alert type="error" showIcon title={problemText(t, problem)} />}
        {result && (
          <Alert
            type={result.errors.length > 0 ? "warning" : "success"}
            showIcon
            title={t(result.dryRun ? "Registers:importing.would" : "Registers:importing.done", { ...result.counts })}
            description={
              <ul className="import-errors">
                {result.errors.slice(0, 50).map((it) => (
                  <li key={`${it.record} ${it.column} ${it.message}`}>
                    {it.record && `${t("Registers:importing.row", { line: it.line ?? it.record })} · `}
                    {it.column && `${it.column}: `}
                    {fieldText(t, it.message)}
                  </li>
                ))}
              </ul>
            }
          />
        )}
      </div>
    </Modal>
  );
}
