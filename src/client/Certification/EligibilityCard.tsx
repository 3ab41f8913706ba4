import { Button, Form, Input, Select, Tag } from "antd";
import { useState } from "react";
import { FormDialog } from "../Desk/FormDialog";
import { useSession } from "../Desk/session";
import { useLanguage, useText } from "../Desk/text";
import { type AssessmentView, useStep } from "./assessing";
import { inLanguage } from "./names";
import { useScheme } from "./schemes";

interface Asked {
  met: boolean;
  explanation?: string;
}

/** What the scheme asks before one may apply, as it is answered in this assessment. */
export function EligibilityCard({ view: { assessment, open } }: { view: AssessmentView }) {
  const t = useText();
  const language = useLanguage();
  const { may } = useSession();
  const [asked, setAsked] = useState<string>();
  const { data } = useScheme(assessment.schemeId, assessment.schemeVersion);
  const questions = data?.scheme.eligibility ?? [];
  if (questions.length === 0) return null;
  return (
    <section className="card">
      <h2>{t("Certification:tab.eligibility")}</h2>
      <ol>
        {questions.map((it) => {
          const given = assessment.eligibility?.[it.id];
          return (
            <li key={it.id}>
              {inLanguage(language, it.question)}{" "}
              {given && (
                <Tag color={given.met ? "green" : "red"}>
                  {t(given.met ? "Certification:eligibility.met" : "Certification:eligibility.notMet")}
                </Tag>
              )}
              {given?.explanation && <span className="quiet">{given.explanation}</span>}
              {open && may("keepRegisters") && (
                <Button size="small" type="link" onClick={() => setAsked(it.id)}>
                  {t("Certification:eligibility.answer")}
                </Button>
              )}
            </li>
          );
        })}
      </ol>
      {asked && <AnswerForm id={assessment.id} question={asked} close={() => setAsked(undefined)} />}
    </section>
  );
}

function AnswerForm({ id, question, close }: { id: string; question: string; close: () => void }) {
  const t = useText();
  const step = useStep(id);
  const options = [true, false].map((value) => ({
    value,
    label: t(value ? "Certification:eligibility.met" : "Certification:eligibility.notMet"),
  }));
  return (
    <FormDialog<Asked>
      title={t("Certification:eligibility.answer")}
      verb={t("Certification:eligibility.answer")}
      send={({ met, explanation }) => step("eligibility", { question, met, explanation: explanation || null })}
      close={close}
    >
      <Form.Item
        name="met"
        label={t("Certification:eligibility.answer")}
        rules={[{ required: true, message: t("Desk:wrong.required") }]}
      >
        <Select options={options} />
      </Form.Item>
      <Form.Item name="explanation" label={t("Certification:eligibility.explanation")}>
        <Input.TextArea autoSize={{ minRows: 2 }} />
      </Form.Item>
    </FormDialog>
  );
}
