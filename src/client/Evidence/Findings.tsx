import i18next from "i18next";
import type { Schemas } from "../Desk/api";
import { useLanguage } from "../Desk/text";

/** What the verifier says, in our words; what we have no words for, in its own. */
export function Findings({
  title,
  sort,
  findings,
}: {
  title: string;
  sort: "proved" | "notProved";
  findings: Schemas["Finding"][];
}) {
  const lng = useLanguage();
  return (
    <div className={sort}>
      <h3>{title}</h3>
      <ul>
        {findings.map(({ code, sentence }) => {
          const key = `Evidence:finding.${sort}.${code}`;
          return (
            <li key={code} title={sentence}>
              {i18next.exists(key, { lng }) ? i18next.t(key, { lng }) : sentence}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
