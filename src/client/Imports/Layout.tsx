import type { Schemas } from "../Desk/api";
import { useText } from "../Desk/text";

/** How the file was understood: each heading with what it was taken for. */
export function Layout({ layout }: { layout: Schemas["ImportLayout"] }) {
  const t = useText();
  return (
    <details className="layout">
      <summary>{t("Imports:layout.title", { count: layout.columns.length })}</summary>
      <ul>
        {layout.columns.map((it) => (
          <li key={it.index}>
            <b>{it.header}</b> → {t(`Imports:field.${it.field}`)}
          </li>
        ))}
        {layout.ignored.map((it) => (
          <li key={it.index} className="quiet">
            <b>{it.header}</b> {t("Imports:layout.ignored")}
          </li>
        ))}
      </ul>
    </details>
  );
}
