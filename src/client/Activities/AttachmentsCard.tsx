import { DownloadOutlined, PaperClipOutlined, UploadOutlined } from "@ant-design/icons";
import { App, Button, Checkbox, Upload } from "antd";
import { useState } from "react";
import { send } from "../Desk/api";
import { problemText } from "../Desk/problems";
import { useSession } from "../Desk/session";
import { useText } from "../Desk/text";
import { useChanged } from "./activities";
import type { Activity } from "./Marks";

export function AttachmentsCard({ activity: { id, attachments } }: { activity: Activity }) {
  const t = useText();
  const { may } = useSession();
  const { message } = App.useApp();
  const changed = useChanged();
  const [impersonal, setImpersonal] = useState(false);
  const [busy, setBusy] = useState(false);
  const upload = async (file: File) => {
    const form = new FormData();
    form.set("personal", String(!impersonal));
    form.set("file", file, file.name);
    setBusy(true);
    try {
      await send(`/api/v1/activities/${id}/attachments`, { method: "POST", body: form });
      await changed(id);
    } catch (error) {
      message.error(problemText(t, error as Error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="card">
      <h2>{t("Activities:detail.attachments")}</h2>
      {attachments.length === 0 && <p className="quiet">{t("Activities:detail.noAttachments")}</p>}
      <ul className="files">
        {attachments.map((it) => (
          <li key={it.id}>
            <PaperClipOutlined />
            <span className="file-name">{it.name || t("Activities:detail.hidden")}</span>
            <span className="quiet small nowrap">
              {sizeText(it.bytes)}
              {it.personal && ` · ${t("Activities:detail.attachedPersonal")}`}
            </span>
            {may("seePersonal") && (
              <Button
                type="text"
                size="small"
                icon={<DownloadOutlined />}
                href={`/api/v1/activities/${id}/attachments/${it.id}`}
                download={it.name}
                aria-label={`${t("Desk:do.download")} ${it.name}`}
              />
            )}
          </li>
        ))}
      </ul>
      {may("handle") && (
        <>
          <div className="row">
            <Upload showUploadList={false} beforeUpload={(file) => upload(file).then(() => Upload.LIST_IGNORE)}>
              <Button icon={<UploadOutlined />} loading={busy}>
                {t("Activities:detail.upload")}
              </Button>
            </Upload>
            <Checkbox checked={impersonal} onChange={(event) => setImpersonal(event.target.checked)}>
              {t("Activities:detail.impersonal")}
            </Checkbox>
          </div>
          <p className="quiet small">{t("Activities:detail.uploadHint")}</p>
        </>
      )}
    </section>
  );
}

export function sizeText(bytes: number): string {
  const units = ["B", "KB", "MB", "GB"];
  const power = Math.min(Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(1024)), units.length - 1);
  return `${(bytes / 1024 ** power).toFixed(power === 0 || bytes >= 10 * 1024 ** power ? 0 : 1)} ${units[power]}`;
}
