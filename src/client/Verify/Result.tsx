import { useLanguage, useText } from "../Desk/text";
import type { Verdict } from "./verify";

/** What was found, and as plainly what was not. */
export function Result({ verdict, name }: { verdict: Verdict; name: string }) {
  const t = useText();
  const language = useLanguage();
  if (!verdict.good)
    return (
      <section className="verdict bad" role="alert">
        <h2>{t(verdict.unreadable ? "Verify:unreadable" : "Verify:altered")}</h2>
        <p>
          <b>{name}</b> · {verdict.subject}
        </p>
        <p>{t(`Verify:why.${verdict.why}`)}</p>
      </section>
    );
  const day = new Intl.DateTimeFormat(language, { dateStyle: "long" });
  return (
    <section className="verdict">
      <h2>{t("Verify:good")}</h2>
      <p>
        <b>{verdict.company}</b> · {day.formatRange(new Date(verdict.from), new Date(Date.parse(verdict.to) - 1))}
      </p>
      <h3>{t("Verify:provedTitle")}</h3>
      <ul className="proved">
        {verdict.proved.map(({ code, values }) => (
          <li key={`${code} ${values.size}`}>{t(`Verify:finding.${code}`, values)}</li>
        ))}
      </ul>
      <h3>{t("Verify:openTitle")}</h3>
      <ul>
        {verdict.open.map(({ code, values }) => (
          <li key={`${code} ${values.size}`}>{t(`Verify:finding.${code}`, values)}</li>
        ))}
      </ul>
    </section>
  );
}
