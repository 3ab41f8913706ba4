import { PlusOutlined } from "@ant-design/icons";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Popconfirm, Table, Typography } from "antd";
import { useState } from "react";
import { all, answer, api, type Schemas } from "../Desk/api";
import { problemText } from "../Desk/problems";
import { usePeople } from "../Desk/registers";
import { Trouble } from "../Desk/States";
import { Time } from "../Desk/Time";
import { listText, useLanguage, useText } from "../Desk/text";
import { TokenForm } from "./TokenForm";

type Token = Schemas["TokenView"];

export function TokensPage() {
  const t = useText();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [asked, setAsked] = useState(false);
  const [made, setMade] = useState<Schemas["NewTokenView"]>();
  const { data, error, refetch, isPending } = useQuery({
    queryKey: ["tokens"],
    queryFn: () => all((cursor) => answer(api.GET("/api/v1/tokens", { params: { query: { limit: "200", cursor } } as object }))),
  });
  const revoke = (id: string) =>
    answer(api.DELETE("/api/v1/tokens/{id}", { params: { path: { id } } })).then(
      () => queries.invalidateQueries({ queryKey: ["tokens"] }),
      (problem: Error) => message.error(problemText(t, problem)),
    );
  return (
    <>
      <title>{`${t("Desk:go.tokens")} · ServiceTrack`}</title>
      <div className="head">
        <h1>{t("Desk:go.tokens")}</h1>
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setAsked(true)}>
          {t("Tenants:token.add")}
        </Button>
      </div>
      <div className="stack">
        {made && (
          <Alert
            type="success"
            closable={{ onClose: () => setMade(undefined) }}
            title={t("Tenants:token.made", { name: made.name })}
            description={
              <Typography.Text code copyable>
                {made.token}
              </Typography.Text>
            }
          />
        )}
        {error ? (
          <Trouble problem={error} retry={refetch} />
        ) : (
          <TokenTable tokens={data ?? []} loading={isPending} revoke={revoke} />
        )}
      </div>
      {asked && <TokenForm made={setMade} close={() => setAsked(false)} />}
    </>
  );
}

function TokenTable({ tokens, loading, revoke }: { tokens: Token[]; loading: boolean; revoke: (id: string) => unknown }) {
  const t = useText();
  const language = useLanguage();
  const people = usePeople();
  return (
    <div className="card table-card">
      <Table<Token>
        rowKey="id"
        size="middle"
        loading={loading}
        dataSource={tokens}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: 640 }}
        columns={[
          { title: t("Tenants:token.name"), dataIndex: "name" },
          {
            title: t("Tenants:token.person"),
            dataIndex: "personId",
            render: (id: string) => people.name(id) ?? t("Desk:by.somebody"),
          },
          {
            title: t("Tenants:token.rights"),
            dataIndex: "rights",
            render: (rights: Token["rights"]) =>
              rights.length === 0
                ? t("Tenants:token.allRights")
                : listText(
                    language,
                    rights.map((it) => t(`Tenants:right.${it}`)),
                  ),
          },
          { title: t("Tenants:token.createdAt"), dataIndex: "createdAt", render: (at: string) => <Time at={at} /> },
          {
            title: t("Tenants:token.expiresAt"),
            dataIndex: "expiresAt",
            render: (at: string | null) => (at ? <Time at={at} /> : t("Tenants:token.never")),
          },
          {
            title: "",
            key: "do",
            align: "right",
            render: (_, { id, name }) => (
              <Popconfirm
                title={t("Tenants:token.sure", { name })}
                okText={t("Tenants:token.revoke")}
                cancelText={t("Desk:do.close")}
                onConfirm={() => revoke(id)}
              >
                <Button size="small" danger type="text">
                  {t("Tenants:token.revoke")}
                </Button>
              </Popconfirm>
            ),
          },
        ]}
      />
    </div>
  );
}
