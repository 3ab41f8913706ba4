import { useSession } from "../Desk/session";
import { useText } from "../Desk/text";
import { durationText, fullTimeText } from "../Desk/times";
import { useNow } from "../Desk/useNow";
import type { Link } from "./useDashboard";

/** How old the figures are and how they come: a board that stands still must say so. */
export function Freshness({ asOf, link }: { asOf: string; link: Link }) {
  const t = useText();
  const { timeZone } = useSession();
  const now = useNow(1);
  const age = Math.max(0, now.getTime() - Date.parse(asOf));
  const seconds = Math.floor(age / 1000);
  return (
    <span className={`fresh fresh-${link}`} role="status" title={fullTimeText(asOf, timeZone)}>
      <i aria-hidden="true" />
      {t(`Dashboard:link.${link}`)}
      <span className="quiet">
        {t("Dashboard:age", { age: seconds < 60 ? t("Desk:time.seconds", { count: seconds }) : durationText(t, age) })}
      </span>
    </span>
  );
}
