import { EditOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import type { Schemas } from "../Desk/api";
import { Register } from "../Desk/Register";
import { useOutlets } from "../Desk/registers";
import { useSession } from "../Desk/session";
import { useText } from "../Desk/text";
import { OutletForm } from "./OutletForm";

type Outlet = Schemas["Outlet"];

/** The places served from; those that an import named come first until somebody has looked at them. */
export function OutletsPage() {
  const t = useText();
  const { may } = useSession();
  const { items, isPending } = useOutlets();
  const [asked, setAsked] = useState<{ outlet?: Outlet }>();
  const unconfirmed = items.filter((it) => !it.confirmed).length;
  return (
    <>
      <Register
        title={t("Desk:go.outlets")}
        add={may("configure") ? t("Network:add") : undefined}
        onAdd={() => setAsked({})}
        mark={unconfirmed > 0 && <span className="mark mark-high">{t("Network:unconfirmed", { count: unconfirmed })}</span>}
        items={items.toSorted((a, b) => Number(a.confirmed) - Number(b.confirmed))}
        loading={isPending}
        width={880}
        columns={[
          {
            title: t("Network:name"),
            dataIndex: "name",
            render: (name: string, { id }) => <Link to={`/activities?outletId=${id}`}>{name}</Link>,
          },
          {
            title: t("Network:ownership.title"),
            dataIndex: "ownership",
            width: 110,
            render: (it: "own" | "entrusted") => t(`Network:ownership.${it}`),
          },
          {
            title: t("Network:kind.title"),
            dataIndex: "kind",
            width: 110,
            render: (it: "service" | "sales") => t(`Network:kind.${it}`),
          },
          { title: t("Network:area"), dataIndex: "area", width: 120 },
          {
            title: t("Network:contract"),
            key: "contract",
            width: 170,
            render: (_, { contractNumber, contractUntil }) => [contractNumber, contractUntil].filter(Boolean).join(" · "),
          },
          { title: t("Network:address"), dataIndex: "address" },
          {
            title: "",
            key: "do",
            width: 120,
            align: "right",
            render: (_, outlet) =>
              may("configure") && (
                <Button
                  size="small"
                  type={outlet.confirmed ? "text" : "primary"}
                  ghost={!outlet.confirmed}
                  icon={outlet.confirmed && <EditOutlined />}
                  onClick={() => setAsked({ outlet })}
                >
                  {t(outlet.confirmed ? "Desk:do.edit" : "Network:confirm")}
                </Button>
              ),
          },
        ]}
      />
      {asked && <OutletForm outlet={asked.outlet} close={() => setAsked(undefined)} />}
    </>
  );
}
