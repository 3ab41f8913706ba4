import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { answer, api } from "../Desk/api";
import { useSession } from "../Desk/session";
import { useLanguage, useText } from "../Desk/text";
import { searchOf, viewsFor } from "./filter";

const halfMinute = 30_000;

/** The dashboard's tile that counts what a view lists. */
const tiles: Record<string, string> = { open: "open", dueSoon: "dueSoon", breached: "breachedOpen", unassigned: "unassigned" };

/** Lists that are one click away, with how much waits in them. */
export function Views({ current }: { current: URLSearchParams }) {
  const t = useText();
  const language = useLanguage();
  const { personId, share } = useSession();
  const { data } = useQuery({
    queryKey: ["dashboard", undefined],
    queryFn: () => answer(api.GET("/api/v1/dashboard")),
    refetchInterval: halfMinute,
    // The board counts more than an auditor from outside may see.
    enabled: !share,
  });
  const countOf = (view: string) => data?.tiles.find((it) => it.key === tiles[view])?.value;
  return (
    <nav className="views" aria-label={t("Activities:list.views")}>
      {viewsFor(personId).map(([name, filter]) => {
        const to = searchOf(filter).toString();
        const chosen = to === current.toString();
        const count = countOf(name);
        return (
          <Link
            key={name}
            to={`/activities?${to}`}
            className={chosen ? "view-chosen" : ""}
            aria-current={chosen ? "page" : undefined}
          >
            {t(`Activities:list.view.${name}`)}
            {count ? <span className={`view-count view-count-${name}`}>{count.toLocaleString(language)}</span> : null}
          </Link>
        );
      })}
    </nav>
  );
}
