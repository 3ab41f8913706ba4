import { useQuery } from "@tanstack/react-query";
import { Button, Form, Input, Select, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { answer, api, type Schemas } from "../Desk/api";
import { FormDialog } from "../Desk/FormDialog";
import { useSession } from "../Desk/session";
import { useLanguage, useText } from "../Desk/text";
import { type AssessmentView, useStep } from "./assessing";
import { inLanguage } from "./names";
import { useRecords } from "./records";
import { useScheme } from "./schemes";

type Asked =
  | { step: "make"; trigger?: string; text?: string; source?: string }
  | { step: "rectify" | "withdraw"; number: number };

/** Special deductions: what was made, what became of each, and what the records suggest. */
export function SpecialsCard({ view }: { view: AssessmentView }) {
  const t = useText();
  const language = useLanguage();
  const { may } = useSession();
  const { assessment, open } = view;
  const { address } = useRecords();
  const [asked, setAsked] = useState<Asked>();
  const judges = open && may("keepRegisters");
  const { data } = useQuery({
    queryKey: ["specials", assessment.id],
    queryFn: () => answer(api.GET("/api/v1/assessments/{id}/special-proposals", { params: { path: { id: assessment.id } } })),
    enabled: open,
  });
  return (
    <section className="card">
      <h2 className="row">
        {t("Certification:special.title")}
        {judges && (
          <Button size="small" className="push" onClick={() => setAsked({ step: "make" })}>
            {t("Certification:special.make")}
          </Button>
        )}
      </h2>
      {(assessment.specials ?? []).map((it) => (
        <p key={it.number}>
          {it.number}. {it.text} {it.rectified && <Tag color="green">{t("Certification:special.rectified")}</Tag>}
          {it.withdrawnReason && <Tag>{t("Certification:special.withdrawn")}</Tag>}
          {judges && !it.withdrawnReason && (
            <>
              {!it.rectified && (
                <Button size="small" type="link" onClick={() => setAsked({ step: "rectify", number: it.number })}>
                  {t("Certification:special.rectify")}
                </Button>
              )}
              <Button size="small" type="link" onClick={() => setAsked({ step: "withdraw", number: it.number })}>
                {t("Certification:special.withdraw")}
              </Button>
            </>
          )}
        </p>
      ))}
      {data?.items.map((it) => (
        <p key={it.key} className="small">
          <Tag color="gold">{t("Certification:special.proposed")}</Tag>
          <Link to={address(it.list)}>
            {inLanguage(language, it.text)} ({it.count})
          </Link>
          {judges && (
            <Button
              size="small"
              type="link"
              onClick={() =>
                setAsked({ step: "make", trigger: it.trigger, text: inLanguage(language, it.text), source: it.list })
              }
            >
              {t("Certification:special.make")}
            </Button>
          )}
        </p>
      ))}
      {asked && <SpecialForm view={view} asked={asked} close={() => setAsked(undefined)} />}
    </section>
  );
}

function SpecialForm({ view, asked, close }: { view: AssessmentView; asked: Asked; close: () => void }) {
  const t = useText();
  const language = useLanguage();
  const step = useStep(view.assessment.id);
  const { schemeId, schemeVersion } = view.assessment;
  const { data } = useScheme(schemeId, schemeVersion);
  const send = ({ trigger, text }: { trigger: string; text: string }) =>
    asked.step === "make"
      ? step("specials", { trigger, text, source: asked.source ?? null } satisfies Schemas["SpecialRequest"])
      : asked.step === "rectify"
        ? step("specials/rectify", { number: asked.number, text })
        : step("specials/withdraw", { number: asked.number, reason: text });
  const required = [{ required: true, message: t("Desk:wrong.required") }];
  return (
    <FormDialog
      title={t(`Certification:special.${asked.step}`)}
      verb={t(`Certification:special.${asked.step}`)}
      initial={asked.step === "make" ? { trigger: asked.trigger, text: asked.text } : {}}
      send={send}
      close={close}
    >
      {asked.step === "make" && (
        <Form.Item name="trigger" label={t("Certification:special.trigger")} rules={required}>
          <Select options={data?.scheme.triggers?.map((it) => ({ value: it.id, label: inLanguage(language, it.name) }))} />
        </Form.Item>
      )}
      <Form.Item name="text" label={t("Certification:special.text")} rules={required}>
        <Input.TextArea autoSize={{ minRows: 2 }} />
      </Form.Item>
    </FormDialog>
  );
}
