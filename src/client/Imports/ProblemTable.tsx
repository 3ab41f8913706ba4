import { Table } from "antd";
import type { Schemas } from "../Desk/api";
import { useText } from "../Desk/text";

type Found = Schemas["ImportProblemView"];

/** What was wrong with rows, in the words of the file: its own headings, its own row numbers. */
export function ProblemTable({ title, problems, leftOut }: { title: string; problems: Found[]; leftOut: number }) {
  const t = useText();
  if (problems.length === 0) return null;
  const rows = problems.map((it, at) => ({ ...it, at }));
  return (
    <section className="card table-card">
      <h2 className="table-title">
        {title} <span className="quiet">{problems.length + leftOut}</span>
      </h2>
      <Table
        size="small"
        rowKey="at"
        dataSource={rows}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: 640 }}
        columns={[
          {
            title: t("Imports:column.record"),
            dataIndex: "record",
            width: 80,
            align: "right",
            render: (it: number | null) => it ?? t("Imports:column.file"),
          },
          { title: t("Imports:column.line"), dataIndex: "line", width: 80, align: "right" },
          { title: t("Imports:column.externalId"), dataIndex: "externalId", width: 150, ellipsis: true },
          { title: t("Imports:column.column"), dataIndex: "column", width: 140, ellipsis: true },
          { title: t("Imports:column.message"), dataIndex: "message" },
        ]}
      />
      {leftOut > 0 && <p className="quiet small table-note">{t("Imports:leftOut", { count: leftOut })}</p>}
    </section>
  );
}
