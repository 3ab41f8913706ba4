import { CheckOutlined, EditOutlined } from "@ant-design/icons";
import { App, Button } from "antd";
import { useState } from "react";
import type { Activity } from "../Activities/Marks";
import { useVerb } from "../Activities/useVerb";
import { problemText } from "../Desk/problems";
import { useTerm } from "../Desk/terms";
import { useText } from "../Desk/text";
import "./category.css";

const bands = ["auto", "suggest", "human", "corrected"] as const;

/** What it is about: as a person said, or as the model thinks and how sure it is. */
export function CategoryCard({ activity, correct }: { activity: Activity; correct?: () => void }) {
  const t = useText();
  const term = useTerm();
  const { category, severity, demand, classification } = activity;
  const band = bands.find((it) => it === classification?.band);
  const confidence = Math.round((classification?.confidence ?? 0) * 100);
  return (
    <section className="card">
      <h2 className="row">
        {t("Classification:title")}
        <span className="push" />
        {correct && band === "suggest" && <Confirm activity={activity} />}
        {correct && (
          <Button size="small" icon={<EditOutlined />} onClick={correct}>
            {t("Classification:correct")}
          </Button>
        )}
      </h2>
      {category ? (
        <p className="category">
          <strong>{term("category", category)}</strong>
          {severity && <span className={`mark mark-${severity}`}>{term("severity", severity)}</span>}
          {demand && <span className="quiet">{term("demand", demand)}</span>}
        </p>
      ) : (
        <p className="quiet">{t("Classification:none")}</p>
      )}
      {classification && band && (
        <>
          <div className={`confidence band-${band}`}>
            <meter min={0} max={100} value={confidence} aria-label={t("Classification:confidence", { count: confidence })} />
            <span>{t("Classification:confidence", { count: confidence })}</span>
            <span>{t(`Classification:band.${band}`)}</span>
          </div>
          <p className="quiet small">
            {classification.category !== category &&
              `${t("Classification:said", { category: term("category", classification.category) })} · `}
            {t("Classification:model", { model: classification.model })}
          </p>
        </>
      )}
    </section>
  );
}

/** What the model suggests, taken over as a person's word. */
function Confirm({ activity }: { activity: Activity }) {
  const t = useText();
  const { message } = App.useApp();
  const act = useVerb(activity);
  const [busy, setBusy] = useState(false);
  const { category, severity, demand } = activity;
  const confirm = async () => {
    setBusy(true);
    try {
      await act("categorize", { category, severity: severity ?? undefined, demand: demand ?? undefined });
    } catch (problem) {
      message.error(problemText(t, problem as Error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button size="small" type="primary" ghost icon={<CheckOutlined />} loading={busy} onClick={confirm}>
      {t("Classification:confirm")}
    </Button>
  );
}
