import { Alert } from "antd";
import type { Schemas } from "../Desk/api";
import { useTerm } from "../Desk/terms";
import { listText, useLanguage, useText } from "../Desk/text";

/** What the rules suggest for a return: advice with its source, never a decision. */
export function AdviceCard({ advice }: { advice: Schemas["ReturnAdvice"] }) {
  const t = useText();
  const term = useTerm();
  const language = useLanguage();
  const options = listText(
    language,
    advice.options.map((it) => term("decision", it)),
  );
  return (
    <Alert
      type="warning"
      title={`${t("Activities:detail.advice")} · ${term("rule", advice.rule)}${advice.days > 0 ? ` · ${t("Activities:detail.adviceDays", { count: advice.days })}` : ""}`}
      description={
        <>
          <p>{language === "en" ? advice.textEn : advice.textZh}</p>
          <p>{t("Activities:detail.adviceOptions", { options })}</p>
          <p className="quiet small">{t("Activities:detail.adviceSource", { source: advice.source })}</p>
        </>
      }
    />
  );
}
