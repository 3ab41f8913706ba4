import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { answer, api } from "../Desk/api";
import { Time } from "../Desk/Time";
import { useText } from "../Desk/text";
import { isOver } from "./ImportPage";

/** What was imported before, newest first. */
export function ImportList({ chosen }: { chosen: string | undefined }) {
  const t = useText();
  const { data } = useQuery({
    queryKey: ["imports"],
    queryFn: () => answer(api.GET("/api/v1/imports")),
    refetchInterval: ({ state }) => (state.data?.items.every((it) => isOver(it.status)) ? false : 3000),
  });
  if (!data || data.items.length === 0) return null;
  return (
    <section className="card">
      <h2>{t("Imports:before")}</h2>
      <ul className="jobs">
        {data.items.map((it) => (
          <li key={it.id} className={it.id === chosen ? "job-chosen" : ""}>
            <Link to={`/import/${it.id}`}>{it.fileName}</Link>
            {it.dryRun && <span className="mark mark-high">{t("Imports:dryRunMark")}</span>}
            <span className="quiet small">
              {t("Imports:sum", { added: it.counts.added, updated: it.counts.updated, bad: it.counts.bad })}
            </span>
            <span className="push quiet small">
              {t(`Imports:status.${it.status}`)} · <Time at={it.createdAt} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
