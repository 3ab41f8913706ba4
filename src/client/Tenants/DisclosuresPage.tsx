import { DownloadOutlined } from "@ant-design/icons";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useState } from "react";
import { answer, api, type Schemas } from "../Desk/api";
import { Register } from "../Desk/Register";
import { Trouble } from "../Desk/States";
import { Time } from "../Desk/Time";
import { useText } from "../Desk/text";

const kinds = ["list", "record", "file", "pack", "proof", "draw", "export", "reveal", "password", "access"] as const;

/** What auditors opened, and what left the house with personal values in it. */
export function DisclosuresPage() {
  const t = useText();
  const [kind, setKind] = useState<(typeof kinds)[number]>();
  const { data, error, refetch, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["disclosures", kind],
    queryFn: ({ pageParam }) =>
      answer(api.GET("/api/v1/audit", { params: { query: { kind, limit: "100", cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  if (error) return <Trouble problem={error} retry={refetch} />;
  return (
    <>
      <Register
        title={t("Desk:go.disclosures")}
        onAdd={() => undefined}
        mark={
          <Button icon={<DownloadOutlined />} href={`/api/v1/audit/export${kind ? `?kind=${kind}` : ""}`}>
            CSV
          </Button>
        }
        note={
          <Select
            allowClear
            aria-label={t("Tenants:log.kind")}
            placeholder={t("Tenants:log.kind")}
            style={{ width: 220 }}
            value={kind}
            onChange={setKind}
            options={kinds.map((value) => ({ value, label: t(`Tenants:log.kinds.${value}`) }))}
          />
        }
        items={data?.pages.flatMap((it) => it.items) ?? []}
        loading={isPending}
        width={760}
        columns={[
          { title: t("Tenants:log.at"), dataIndex: "at", render: (at: string) => <Time at={at} /> },
          { title: t("Tenants:person.name"), dataIndex: "name" },
          {
            title: t("Tenants:log.kind"),
            dataIndex: "kind",
            render: (it: Schemas["Disclosed"]) => t(`Tenants:log.kinds.${it}`),
          },
          { title: t("Tenants:log.what"), dataIndex: "what", render: (it: string) => <code>{it.replace("/api/v1/", "")}</code> },
          { title: t("Tenants:share.reason"), dataIndex: "reason" },
        ]}
      />
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {t("Desk:do.more")}
        </Button>
      )}
    </>
  );
}
