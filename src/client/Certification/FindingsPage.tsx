import { useQuery } from "@tanstack/react-query";
import { Button, Tag } from "antd";
import { useState } from "react";
import { answer, api, type Schemas } from "../Desk/api";
import { Register } from "../Desk/Register";
import { Trouble } from "../Desk/States";
import { useSession } from "../Desk/session";
import { useText } from "../Desk/text";
import { ActionForm } from "./ActionForm";
import { FindingForm } from "./FindingForm";

export type Finding = Schemas["RegisterEntryView"];

const colours = { open: "red", answered: "gold", closed: "green" } as const;
const states = ["open", "answered", "closed"] as const;
const grades = ["observation", "minor", "major"] as const;

/** What auditors found, as the next audit will ask: those of the last one and open ones first. */
export function FindingsPage() {
  const t = useText();
  const { may } = useSession();
  const [leaving, setLeaving] = useState(false);
  const [answering, setAnswering] = useState<Finding>();
  const { data, error, refetch, isPending } = useQuery({
    queryKey: ["findings"],
    queryFn: () => answer(api.GET("/api/v1/audit-findings/to-review")),
  });
  if (error) return <Trouble problem={error} retry={refetch} />;
  return (
    <>
      <Register<Finding>
        title={t("Desk:go.findings")}
        add={may("leaveFindings") ? t("Certification:finding.add") : undefined}
        onAdd={() => setLeaving(true)}
        items={data?.items ?? []}
        loading={isPending}
        width={720}
        columns={[
          { title: t("Certification:finding.raisedOn"), key: "raisedOn", render: (_, it) => text(it, "raisedOn") },
          { title: t("Certification:clause"), key: "clause", render: (_, it) => text(it, "clause") },
          { title: t("Certification:finding.finding"), key: "finding", render: (_, it) => text(it, "finding") },
          {
            title: t("Certification:finding.grade"),
            key: "grade",
            render: (_, it) => {
              const grade = grades.find((value) => value === it.fields.grade);
              return grade && t(`Certification:finding.grades.${grade}`);
            },
          },
          {
            title: t("Certification:finding.state"),
            key: "state",
            render: (_, it) => {
              const state = states.find((value) => value === it.fields.state);
              return state && <Tag color={colours[state]}>{t(`Certification:finding.states.${state}`)}</Tag>;
            },
          },
          {
            title: t("Certification:finding.action"),
            key: "action",
            render: (_, it) => {
              if (it.fields.action) return it.labels[text(it, "action")] ?? t("Desk:yes");
              return (
                may("keepRegisters") && (
                  <Button size="small" onClick={() => setAnswering(it)}>
                    {t("Certification:finding.answer")}
                  </Button>
                )
              );
            },
          },
        ]}
      />
      {leaving && <FindingForm close={() => setLeaving(false)} />}
      {answering && <ActionForm finding={answering} close={() => setAnswering(undefined)} />}
    </>
  );
}

export function text(entry: Finding, field: string): string {
  return String(entry.fields[field] ?? "");
}
