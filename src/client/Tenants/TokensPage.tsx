import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Popconfirm, Typography } from "antd";
import { useState } from "react";
import { all, answer, api, type Schemas } from "../Desk/api";
import { problemText } from "../Desk/problems";
import { Register } from "../Desk/Register";
import { usePeople } from "../Desk/registers";
import { Trouble } from "../Desk/States";
import { Time } from "../Desk/Time";
import { listText, useLanguage, useText } from "../Desk/text";
import { TokenForm } from "./TokenForm";

type Token = Schemas["TokenView"];

export function TokensPage() {
  const t = useText();
  const language = useLanguage();
  const people = usePeople();
  const [asked, setAsked] = useState(false);
  const [made, setMade] = useState<Schemas["NewTokenView"]>();
  const { data, error, refetch, isPending } = useQuery({
    queryKey: ["tokens"],
    queryFn: () => all((cursor) => answer(api.GET("/api/v1/tokens", { params: { query: { limit: "200", cursor } } as object }))),
  });
  if (error) return <Trouble problem={error} retry={refetch} />;
  const rightsOf = (rights: Token["rights"]) =>
    listText(
      language,
      rights.map((it) => t(`Tenants:right.${it}`)),
    );
  return (
    <>
      <Register
        title={t("Desk:go.tokens")}
        add={t("Tenants:token.add")}
        onAdd={() => setAsked(true)}
        note={made && <Made token={made} close={() => setMade(undefined)} />}
        items={data ?? []}
        loading={isPending}
        width={680}
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
            render: (rights: Token["rights"]) => (rights.length === 0 ? t("Tenants:token.allRights") : rightsOf(rights)),
          },
          { title: t("Tenants:token.createdAt"), dataIndex: "createdAt", render: (at: string) => <Time at={at} /> },
          {
            title: t("Tenants:token.expiresAt"),
            dataIndex: "expiresAt",
            render: (at: string | null) => (at ? <Time at={at} /> : t("Tenants:token.never")),
          },
          { title: "", key: "do", align: "right", render: (_, token) => <Revoke token={token} /> },
        ]}
      />
      {asked && <TokenForm made={setMade} close={() => setAsked(false)} />}
    </>
  );
}

/** The one time that a token can be read. */
function Made({ token, close }: { token: Schemas["NewTokenView"]; close: () => void }) {
  const t = useText();
  return (
    <Alert
      type="success"
      closable={{ onClose: close }}
      title={t("Tenants:token.made", { name: token.name })}
      description={
        <Typography.Text code copyable>
          {token.token}
        </Typography.Text>
      }
    />
  );
}

function Revoke({ token: { id, name } }: { token: Token }) {
  const t = useText();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const revoke = () =>
    answer(api.DELETE("/api/v1/tokens/{id}", { params: { path: { id } } })).then(
      () => queries.invalidateQueries({ queryKey: ["tokens"] }),
      (problem: Error) => message.error(problemText(t, problem)),
    );
  return (
    <Popconfirm
      title={t("Tenants:token.sure", { name })}
      okText={t("Tenants:token.revoke")}
      cancelText={t("Desk:do.close")}
      onConfirm={revoke}
    >
      <Button size="small" danger type="text">
        {t("Tenants:token.revoke")}
      </Button>
    </Popconfirm>
  );
}
