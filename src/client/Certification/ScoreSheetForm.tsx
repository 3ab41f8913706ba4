import { useQueryClient } from "@tanstack/react-query";
import { Alert, Form, Input } from "antd";
import { useState } from "react";
import { answer, api, type Schemas } from "../Desk/api";
import { FormDialog } from "../Desk/FormDialog";
import { useText } from "../Desk/text";

interface Asked {
  body: string;
  file: FileList;
}

/** Brings in the score sheet of the certification body: looked at first, put in force with a second press. */
export function ScoreSheetForm({ id, close }: { id: string; close: () => void }) {
  const t = useText();
  const queries = useQueryClient();
  const [seen, setSeen] = useState<Schemas["ScoreSheetView"]>();
  const ready = seen !== undefined && seen.errors.length === 0 && seen.changes.length > 0;
  const send = async ({ body, file }: Asked) => {
    const form = new FormData();
    form.append("file", file[0] as File);
    const result = await answer(
      api.POST("/api/v1/schemes/{id}/score-sheet", {
        params: { path: { id }, query: { body, dryRun: !ready } },
        body: form as never,
      }),
    );
    if (!ready) {
      setSeen(result);
      return false;
    }
    await queries.invalidateQueries({ queryKey: ["scheme", id] });
    await queries.invalidateQueries({ queryKey: ["schemes"] });
    return true;
  };
  return (
    <FormDialog<Asked>
      title={t("Certification:sheet.do")}
      verb={t(ready ? "Certification:sheet.force" : "Certification:sheet.look")}
      send={send}
      close={close}
    >
      <p className="quiet">{t("Certification:sheet.hint")}</p>
      <Form.Item
        name="body"
        label={t("Certification:sheet.body")}
        rules={[{ required: true, whitespace: true, message: t("Desk:wrong.required") }]}
      >
        <Input autoComplete="off" onChange={() => setSeen(undefined)} />
      </Form.Item>
      <Form.Item
        name="file"
        label={t("Certification:sheet.file")}
        valuePropName="files"
        getValueFromEvent={(event: { target: HTMLInputElement }) => event.target.files}
        rules={[{ required: true, message: t("Desk:wrong.required") }]}
      >
        <FilePicker picked={() => setSeen(undefined)} />
      </Form.Item>
      {seen && <Seen result={seen} />}
    </FormDialog>
  );
}

function FilePicker({ picked, onChange, id }: { picked: () => void; onChange?: (event: unknown) => void; id?: string }) {
  return (
    <input
      id={id}
      type="file"
      accept=".csv,.xlsx"
      onChange={(event) => {
        picked();
        onChange?.(event);
      }}
    />
  );
}

function Seen({ result }: { result: Schemas["ScoreSheetView"] }) {
  const t = useText();
  if (result.errors.length > 0)
    return (
      <Alert
        type="error"
        title={t("Certification:sheet.wrong", { count: result.errors.length })}
        description={result.errors
          .slice(0, 10)
          .map((it) => (
            <div key={`${it.line} ${it.column} ${it.code}`}>
              {t("Certification:sheet.row", { line: it.line ?? "", column: it.column ?? "", message: it.message })}
            </div>
          ))}
      />
    );
  return (
    <Alert
      type={result.changes.length > 0 ? "success" : "info"}
      title={t("Certification:sheet.changes", { count: result.changes.length })}
    />
  );
}
