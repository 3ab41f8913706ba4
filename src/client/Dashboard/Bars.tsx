import { Link } from "react-router";
import { pageOf } from "../Activities/filter";
import { useKinds } from "../Desk/registers";
import { useTerm } from "../Desk/terms";
import { useLanguage, useText } from "../Desk/text";
import type { Snapshot } from "./feed";

const most = 8;

/** A ranking, each bar a link to the list it counts. */
export function Bars({
  title,
  terms,
  items,
}: {
  title: string;
  terms: "status" | "kind" | "channel";
  items: Snapshot["series"][number]["items"];
}) {
  const t = useText();
  const language = useLanguage();
  const term = useTerm();
  const kinds = useKinds();
  const longest = Math.max(1, ...items.map((it) => it.value));
  return (
    <section className="card">
      <h2>{title}</h2>
      {items.length === 0 && <p className="quiet">{t("Desk:none")}</p>}
      <ul className="bars">
        {items.slice(0, most).map(({ key, value, list }) => (
          <li key={key}>
            <Link to={pageOf(list)}>
              <span className="bar-name">{terms === "kind" ? kinds.name(key) : term(terms, key)}</span>
              <span className="bar-track">
                <i style={{ width: `${(value / longest) * 100}%` }} />
              </span>
              <span className="bar-value">{value.toLocaleString(language)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
