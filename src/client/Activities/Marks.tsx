import type { Schemas } from "../Desk/api";
import { useCompany } from "../Desk/registers";
import { useSession } from "../Desk/session";
import { useTerm } from "../Desk/terms";
import { useText } from "../Desk/text";
import { durationText, timeText } from "../Desk/times";
import { useNow } from "../Desk/useNow";
import { dueOf } from "./due";

export type Activity = Schemas["ActivityView"];

/** Status by shape and word; colour only helps. */
export function StatusMark({ status }: { status: Activity["status"] }) {
  const term = useTerm();
  return (
    <span className={`status status-${status}`}>
      <i aria-hidden="true" />
      {term("status", status)}
    </span>
  );
}

/** The clock that matters most now, and when it is due. */
export function DueMark({ activity }: { activity: Activity }) {
  const t = useText();
  const term = useTerm();
  const { timeZone } = useSession();
  const soonMinutes = useCompany()?.dueSoonMinutes ?? 60;
  const now = useNow();
  const due = dueOf(activity.clocks, now, soonMinutes);
  if (due.tone === "none") return null;
  if (due.tone === "met" || due.tone === "missed")
    return <span className={`due due-${due.tone}`}>{t(`Activities:due.${due.tone}`)}</span>;
  const target = term("target", due.target);
  if (due.tone === "paused") return <span className="due due-paused">{t("Activities:due.paused", { target })}</span>;
  return (
    <span className={`due due-${due.tone}`}>
      {t(`Activities:due.${due.tone}`, { target, time: durationText(t, due.milliseconds) })}
      <small>{t("Activities:due.at", { time: timeText(t, due.dueAt, timeZone, now) })}</small>
    </span>
  );
}

export function SeverityMark({ severity }: { severity: string | null | undefined }) {
  const term = useTerm();
  if (!severity || severity === "normal") return null;
  return <span className={`mark mark-${severity}`}>{term("severity", severity)}</span>;
}

export function PriorityMark({ priority }: { priority: string }) {
  const term = useTerm();
  if (priority !== "urgent" && priority !== "high") return null;
  return <span className={`mark mark-${priority}`}>{term("priority", priority)}</span>;
}

/** What an activity is called: its title, else how its text begins. */
export function useTitle(): (activity: Pick<Activity, "subject" | "text" | "masked">) => string {
  const t = useText();
  return ({ subject, text, masked }) =>
    subject || text.split("\n")[0]?.slice(0, 80) || t(masked ? "Activities:detail.hidden" : "Activities:detail.untitled");
}
