import { PlusOutlined } from "@ant-design/icons";
import { Button, Table, type TableColumnsType } from "antd";
import type { ReactNode } from "react";
import { useText } from "./text";

interface Props<T> {
  title: string;
  /** What the button says, for who may press it. */
  add?: string;
  onAdd: () => void;
  /** Stands beside the title, or above the table. */
  mark?: ReactNode;
  note?: ReactNode;
  items: T[];
  loading?: boolean;
  columns: TableColumnsType<T>;
  /** Narrower than this the table scrolls, and the page does not. */
  width: number;
}

/** A page that is one list of things a company keeps. */
export function Register<T extends { id: string }>({ title, add, onAdd, mark, note, items, loading, columns, width }: Props<T>) {
  const t = useText();
  return (
    <>
      <title>{`${title} · ServiceTrack`}</title>
      <div className="head">
        <h1>{title}</h1>
        {mark}
        {add && (
          <Button type="primary" icon={<PlusOutlined />} onClick={onAdd}>
            {add}
          </Button>
        )}
      </div>
      <div className="stack">
        {note}
        <div className="card table-card">
          <Table<T>
            rowKey="id"
            size="middle"
            loading={loading}
            dataSource={items}
            locale={{ emptyText: t("Desk:nothingYet") }}
            pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
            scroll={{ x: width }}
            columns={columns}
          />
        </div>
      </div>
    </>
  );
}
