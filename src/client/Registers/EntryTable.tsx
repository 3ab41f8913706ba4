import { PaperClipOutlined } from "@ant-design/icons";
import { Button, Table } from "antd";
import { useText } from "../Desk/text";
import { FieldValue } from "./FieldValue";
import { columnsOf, type Entry, type RegisterOf, useNameOf } from "./registers";

interface Props {
  register: RegisterOf;
  items: Entry[];
  loading: boolean;
  open: (entry: Entry) => void;
}

export function EntryTable({ register, items, loading, open }: Props) {
  const t = useText();
  const nameOf = useNameOf();
  const columns = columnsOf(register);
  return (
    <Table<Entry>
      rowKey="id"
      size="middle"
      loading={loading}
      dataSource={items}
      locale={{ emptyText: t("Desk:nothingYet") }}
      pagination={false}
      scroll={{ x: columns.length * 130 + 120 }}
      columns={[
        ...columns.map((field, at) => ({
          title: nameOf(field),
          key: field.name,
          render: (_: unknown, entry: Entry) => {
            const shown = <FieldValue register={register} field={field} entry={entry} />;
            return at === 0 ? (
              <Button type="link" className="entry-open" onClick={() => open(entry)}>
                {entry.fields[field.name] ? shown : t("Registers:hidden")}
              </Button>
            ) : (
              shown
            );
          },
        })),
        {
          title: t("Registers:recorded.title"),
          key: "recorded",
          width: 110,
          render: (_: unknown, { recorded, amended, attachments }: Entry) => (
            <span className="small nowrap">
              <span className={recorded === "atTheTime" ? "quiet" : "late-recorded"}>{t(`Registers:recorded.${recorded}`)}</span>
              {amended && <span className="late-recorded"> · {t("Registers:recorded.amended")}</span>}
              {attachments.length > 0 && (
                <span className="quiet">
                  {" "}
                  <PaperClipOutlined /> {attachments.length}
                </span>
              )}
            </span>
          ),
        },
      ]}
    />
  );
}
