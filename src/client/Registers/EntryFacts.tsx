import { DeleteOutlined, DownloadOutlined, PaperClipOutlined, UploadOutlined } from "@ant-design/icons";
import { App, Button, Checkbox, Input, Popconfirm, Upload } from "antd";
import { useState } from "react";
import { sizeText } from "../Activities/AttachmentsCard";
import { answer, api, type Schemas, send } from "../Desk/api";
import { problemText } from "../Desk/problems";
import { usePeople } from "../Desk/registers";
import { useSession } from "../Desk/session";
import { Time } from "../Desk/Time";
import { useText } from "../Desk/text";
import { type Entry, type RegisterOf, useEntriesChanged } from "./registers";

/** Who recorded an entry and when, its files, and the way to take it off the list. */
export function EntryFacts({ register, entry, close }: { register: RegisterOf; entry: Entry; close: () => void }) {
  const t = useText();
  const people = usePeople();
  const { may } = useSession();
  const { message } = App.useApp();
  const changed = useEntriesChanged();
  const [files, setFiles] = useState(entry.attachments);
  const [personal, setPersonal] = useState(false);
  const [reason, setReason] = useState("");
  const path = { register: register.name, id: entry.id };
  const address = `/api/v1/${register.name}/${entry.id}/attachments`;
  const told = (doing: Promise<unknown>) => doing.then(changed).catch((error) => message.error(problemText(t, error as Error)));
  const upload = async (file: File) => {
    const form = new FormData();
    form.set("personal", String(personal));
    form.set("file", file, file.name);
    setFiles([...files, await send<Schemas["AttachmentView"]>(address, { method: "POST", body: form })]);
  };
  const remove = async () => {
    await answer(api.DELETE("/api/v1/{register}/{id}", { params: { path }, body: { reason } }));
    close();
  };
  return (
    <div className="entry-facts">
      <p className="quiet small">
        {people.by(entry.by)} · <Time at={entry.recordedAt} />
        {entry.version > 1 && (
          <>
            {" · "}
            {t("Registers:changed")} <Time at={entry.changedAt} />
          </>
        )}
      </p>
      <ul className="files">
        {files.map((it) => (
          <li key={it.id}>
            <PaperClipOutlined /> <span className="file-name">{it.name || t("Registers:hidden")}</span>{" "}
            <span className="quiet small">{sizeText(it.bytes)}</span>
            {(may("seePersonal") || !it.personal) && (
              <Button
                type="text"
                size="small"
                icon={<DownloadOutlined />}
                href={`${address}/${it.id}`}
                download={it.name}
                aria-label={`${t("Desk:do.download")} ${it.name}`}
              />
            )}
          </li>
        ))}
      </ul>
      {register.writable && (
        <div className="row">
          <Upload showUploadList={false} beforeUpload={(file) => told(upload(file)).then(() => Upload.LIST_IGNORE)}>
            <Button size="small" icon={<UploadOutlined />}>
              {t("Registers:upload")}
            </Button>
          </Upload>
          <Checkbox checked={personal} onChange={(event) => setPersonal(event.target.checked)}>
            {t("Registers:personal")}
          </Checkbox>
          <Popconfirm
            title={t("Registers:remove.title")}
            description={
              <Input
                value={reason}
                maxLength={200}
                placeholder={t("Registers:remove.reason")}
                aria-label={t("Registers:remove.reason")}
                onChange={(event) => setReason(event.target.value)}
              />
            }
            okText={t("Registers:remove.do")}
            okButtonProps={{ danger: true, disabled: reason.trim() === "" }}
            cancelText={t("Desk:do.close")}
            onConfirm={() => told(remove())}
          >
            <Button size="small" danger type="text" icon={<DeleteOutlined />} className="push">
              {t("Registers:remove.do")}
            </Button>
          </Popconfirm>
        </div>
      )}
    </div>
  );
}
