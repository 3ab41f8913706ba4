import { PlusOutlined } from "@ant-design/icons";
import { Button, Table } from "antd";
import { useState } from "react";
import type { Schemas } from "../Desk/api";
import { useOutlets, usePeople } from "../Desk/registers";
import { useSession } from "../Desk/session";
import { Time } from "../Desk/Time";
import { listText, useLanguage, useText } from "../Desk/text";
import { PersonForm } from "./PersonForm";

type Person = Schemas["PersonView"];

export function PeoplePage() {
  const t = useText();
  const language = useLanguage();
  const { may } = useSession();
  const { items } = usePeople();
  const outlets = useOutlets();
  const [asked, setAsked] = useState(false);
  return (
    <>
      <title>{`${t("Desk:go.people")} · ServiceTrack`}</title>
      <div className="head">
        <h1>{t("Desk:go.people")}</h1>
        {may("administer") && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setAsked(true)}>
            {t("Tenants:person.add")}
          </Button>
        )}
      </div>
      <div className="card table-card">
        <Table<Person>
          rowKey="id"
          size="middle"
          dataSource={items}
          pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
          scroll={{ x: 520 }}
          columns={[
            { title: t("Tenants:person.name"), dataIndex: "name" },
            { title: t("Tenants:person.role"), dataIndex: "role", render: (role: Person["role"]) => t(`Desk:role.${role}`) },
            {
              title: t("Tenants:person.outlets"),
              dataIndex: "outlets",
              render: (ids: string[]) =>
                ids.length === 0
                  ? t("Tenants:person.allOutlets")
                  : listText(
                      language,
                      ids.map((id) => outlets.name(id) ?? ""),
                    ),
            },
            { title: t("Tenants:person.staffNumber"), dataIndex: "staffNumber" },
            {
              title: t("Tenants:person.validUntil"),
              dataIndex: "validUntil",
              render: (at: string | null) => at && <Time at={at} />,
            },
          ]}
        />
      </div>
      {asked && <PersonForm close={() => setAsked(false)} />}
    </>
  );
}
