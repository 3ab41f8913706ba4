import { Button } from "antd";
import { useState } from "react";
import type { Schemas } from "../Desk/api";
import { Register } from "../Desk/Register";
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
  const { items, isPending } = usePeople();
  const outlets = useOutlets();
  const [asked, setAsked] = useState<Person | "new">();
  const namesOf = (ids: string[]) =>
    listText(
      language,
      ids.map((id) => outlets.name(id) ?? ""),
    );
  return (
    <>
      <Register
        title={t("Desk:go.people")}
        add={may("administer") ? t("Tenants:person.add") : undefined}
        onAdd={() => setAsked("new")}
        items={items}
        loading={isPending}
        width={560}
        columns={[
          {
            title: t("Tenants:person.name"),
            dataIndex: "name",
            render: (name: string, it) =>
              may("administer") && !it.shared ? (
                <Button type="link" className="entry-open" onClick={() => setAsked(it)}>
                  {name}
                </Button>
              ) : (
                name
              ),
          },
          { title: t("Tenants:person.role"), dataIndex: "role", render: (role: Person["role"]) => t(`Desk:role.${role}`) },
          {
            title: t("Tenants:person.outlets"),
            dataIndex: "outlets",
            render: (ids: string[]) => (ids.length === 0 ? t("Tenants:person.allOutlets") : namesOf(ids)),
          },
          { title: t("Tenants:person.staffNumber"), dataIndex: "staffNumber" },
          {
            title: t("Tenants:person.validUntil"),
            dataIndex: "validUntil",
            render: (at: string | null) => at && <Time at={at} />,
          },
        ]}
      />
      {asked && <PersonForm person={asked === "new" ? undefined : asked} close={() => setAsked(undefined)} />}
    </>
  );
}
