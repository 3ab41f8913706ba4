import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input, Table, Tag } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { answer, api, type Schemas } from "../Desk/api";
import { FormDialog } from "../Desk/FormDialog";
import { Loading, Nothing, Trouble } from "../Desk/States";
import { useSession } from "../Desk/session";
import { Time } from "../Desk/Time";
import { useText } from "../Desk/text";

type Summary = Schemas["AssessmentSummary"];

/** Self-assessments of a scheme, the latest first. */
export function AssessmentsTab({ id }: { id: string }) {
  const t = useText();
  const { may } = useSession();
  const [asked, setAsked] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ["assessments", id],
    queryFn: () => answer(api.GET("/api/v1/assessments", { params: { query: { schemeId: id } } })),
  });
  if (error) return <Trouble problem={error} retry={refetch} />;
  if (!data) return <Loading />;
  return (
    <div className="card table-card">
      <div className="row table-head">
        <span className="quiet">{t("Certification:assessment.hint")}</span>
        {may("keepRegisters") && (
          <Button size="small" type="primary" className="push" onClick={() => setAsked(true)}>
            {t("Certification:assessment.open")}
          </Button>
        )}
      </div>
      {data.items.length === 0 ? (
        <Nothing title={t("Certification:assessment.none")} />
      ) : (
        <Table<Summary>
          rowKey="id"
          size="middle"
          pagination={false}
          scroll={{ x: 640 }}
          dataSource={data.items}
          columns={[
            {
              title: t("Certification:assessment.title"),
              key: "title",
              render: (_, it) => <Link to={`/certification/assessments/${it.id}`}>{it.title}</Link>,
            },
            { title: t("Certification:assessment.period"), key: "period", render: (_, it) => `${it.from} – ${it.to}` },
            { title: t("Certification:assessment.openedAt"), dataIndex: "openedAt", render: (at: string) => <Time at={at} /> },
            { title: t("Certification:assessment.result"), key: "result", render: (_, it) => <Result it={it} /> },
          ]}
        />
      )}
      {asked && <OpenForm schemeId={id} close={() => setAsked(false)} />}
    </div>
  );
}

function Result({ it }: { it: Summary }) {
  const t = useText();
  if (!it.result) return <Tag>{t("Certification:assessment.isOpen")}</Tag>;
  return (
    <>
      {it.result.score ?? "–"} {it.result.estimate && <Tag color="gold">{t("Certification:score.estimate")}</Tag>}
    </>
  );
}

interface Asked {
  title: string;
  from: string;
  to: string;
}

function OpenForm({ schemeId, close }: { schemeId: string; close: () => void }) {
  const t = useText();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const send = async (asked: Asked) => {
    const made = await answer(api.POST("/api/v1/assessments", { body: { ...asked, schemeId } }));
    await queries.invalidateQueries({ queryKey: ["assessments"] });
    navigate(`/certification/assessments/${made.assessment.id}`);
  };
  const required = [{ required: true, message: t("Desk:wrong.required") }];
  const today = new Date();
  const initial = { from: day(new Date(today.getFullYear() - 1, today.getMonth(), today.getDate())), to: day(today) };
  return (
    <FormDialog<Asked>
      title={t("Certification:assessment.open")}
      verb={t("Certification:assessment.open")}
      initial={initial}
      send={send}
      close={close}
    >
      <Form.Item name="title" label={t("Certification:assessment.title")} rules={required}>
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item name="from" label={t("Certification:assessment.from")} rules={required}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="to" label={t("Certification:assessment.to")} rules={required}>
        <Input type="date" />
      </Form.Item>
    </FormDialog>
  );
}

const day = (at: Date) =>
  `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, "0")}-${String(at.getDate()).padStart(2, "0")}`;
