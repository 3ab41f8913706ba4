import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Input, Modal, Typography } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { answer, api, type Schemas } from "../Desk/api";
import { problemText } from "../Desk/problems";
import { Register } from "../Desk/Register";
import { useOutlets } from "../Desk/registers";
import { Trouble } from "../Desk/States";
import { Time } from "../Desk/Time";
import { listText, useLanguage, useText } from "../Desk/text";
import { useNow } from "../Desk/useNow";
import { ShareForm } from "./ShareForm";

type Share = Schemas["ShareView"];

/** Auditors from outside: who sees what, and until when. */
export function SharesPage() {
  const t = useText();
  const language = useLanguage();
  const outlets = useOutlets();
  const now = useNow(60);
  const [asked, setAsked] = useState(false);
  const [made, setMade] = useState<Schemas["NewShareView"]>();
  const { data, dataUpdatedAt, error, refetch, isPending } = useQuery({
    queryKey: ["shares"],
    queryFn: () => answer(api.GET("/api/v1/shares")),
  });
  if (error) return <Trouble problem={error} retry={refetch} />;
  return (
    <>
      <Register
        title={t("Desk:go.shares")}
        add={t("Tenants:share.add")}
        onAdd={() => setAsked(true)}
        mark={<Link to="/disclosures">{t("Desk:go.disclosures")}</Link>}
        note={made && <Made made={made} close={() => setMade(undefined)} />}
        items={data?.items ?? []}
        loading={isPending}
        width={820}
        columns={[
          { title: t("Tenants:person.name"), dataIndex: "name" },
          {
            title: t("Tenants:share.clauses"),
            key: "clauses",
            render: (_, it) => `${it.scheme} · ${listText(language, it.clauses)}`,
          },
          {
            title: t("Tenants:person.outlets"),
            dataIndex: "outlets",
            render: (ids: string[]) =>
              ids.length === 0
                ? t("Tenants:person.allOutlets")
                : listText(
                    language,
                    ids.map((id) => outlets.name(id) ?? id),
                  ),
          },
          { title: t("Tenants:share.window"), key: "window", render: (_, it) => `${it.from} – ${it.to}` },
          { title: t("Tenants:person.validUntil"), dataIndex: "validUntil", render: (at: string) => <Time at={at} /> },
          {
            title: "",
            key: "do",
            align: "right",
            render: (_, it) =>
              Date.parse(it.validUntil) <= Math.max(now.getTime(), dataUpdatedAt) ? (
                <span className="quiet">{t("Tenants:share.ended")}</span>
              ) : (
                <End share={it} />
              ),
          },
        ]}
      />
      {asked && <ShareForm made={setMade} close={() => setAsked(false)} />}
    </>
  );
}

function Made({ made: { share, password }, close }: { made: Schemas["NewShareView"]; close: () => void }) {
  const t = useText();
  return (
    <Alert
      type="success"
      closable={{ onClose: close }}
      title={t(password ? "Tenants:share.made" : "Tenants:share.known", { name: share.name })}
      description={
        password && (
          <Typography.Text code copyable>
            {password}
          </Typography.Text>
        )
      }
    />
  );
}

function End({ share: { id, name } }: { share: Share }) {
  const t = useText();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const end = () =>
    answer(api.DELETE("/api/v1/shares/{id}", { params: { path: { id }, query: { reason } }, body: {} })).then(
      () => {
        setOpen(false);
        return queries.invalidateQueries({ queryKey: ["shares"] });
      },
      (problem: Error) => message.error(problemText(t, problem)),
    );
  return (
    <>
      <Button size="small" danger type="text" onClick={() => setOpen(true)}>
        {t("Tenants:share.end")}
      </Button>
      <Modal
        open={open}
        title={t("Tenants:share.sure", { name })}
        okText={t("Tenants:share.end")}
        okButtonProps={{ danger: true, disabled: reason.trim() === "" }}
        cancelText={t("Desk:do.close")}
        onOk={end}
        onCancel={() => setOpen(false)}
      >
        <Input
          aria-label={t("Tenants:share.reason")}
          placeholder={t("Tenants:share.reason")}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Modal>
    </>
  );
}
