import { useState } from "react";
import { useKinds } from "../Desk/registers";
import { useText } from "../Desk/text";
import { useFigures, useNameOf } from "./registers";

const shownAtFirst = 4;

/** What follows from a register's entries, with what it is made of. */
export function Figures({ register }: { register: string }) {
  const t = useText();
  const nameOf = useNameOf();
  const kinds = useKinds();
  const [whole, setWhole] = useState<string>();
  const { data } = useFigures(register);
  if (!data?.items.length) return null;
  return (
    <div className="figures">
      {data.items.map((figure) => (
        <section key={figure.key} className={`card figure figure-${figure.state}`} aria-label={nameOf(figure)}>
          <h2>{nameOf(figure)}</h2>
          <strong>{figure.value}</strong>
          <ul>
            {figure.items.slice(0, whole === figure.key ? undefined : shownAtFirst).map((it) => (
              <li key={it.id}>
                <span>{it.register === "kinds" ? kinds.name(it.id) : (it.label ?? t("Registers:hidden"))}</span>
                <span className={`figure-value figure-value-${it.state}`}>
                  {it.value === "expiring" ? t("Registers:expiring") : it.value || t("Registers:missing")}
                </span>
              </li>
            ))}
          </ul>
          {figure.items.length > shownAtFirst && whole !== figure.key && (
            <button type="button" className="figure-more" onClick={() => setWhole(figure.key)}>
              {t("Registers:all", { count: figure.items.length })}
            </button>
          )}
        </section>
      ))}
    </div>
  );
}
