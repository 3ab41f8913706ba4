import { Tooltip } from "antd";
import type { ReactNode } from "react";
import type { Schemas } from "../Desk/api";
import { useSession } from "../Desk/session";
import { useTerm } from "../Desk/terms";
import { useText } from "../Desk/text";
import { durationOf, durationText, hoursText, timeText } from "../Desk/times";
import { useNow } from "../Desk/useNow";
import { type Drawn, drawn, placeOf } from "./bar";

type Explained = Schemas["ExplainedClock"];

/** One clock: its state in words, its hours as a bar, and on request the sum written out. */
export function Clock({ clock, promise }: { clock: Explained; promise: ReactNode }) {
  const t = useText();
  const term = useTerm();
  const { timeZone } = useSession();
  const now = useNow();
  const time = (at: string) => timeText(t, at, timeZone, now);
  const bar = drawn(clock.segments);
  const state = clock.state === "breached" && clock.metAt ? "breachedDone" : clock.state;
  const left = durationOf(clock.remaining);
  return (
    <div className={`clock clock-${state}`}>
      <div className="clock-head">
        <strong>{term("target", clock.target)}</strong>
        <span className="clock-state">{t(`Sla:clock.${state}`)}</span>
        <span className="push quiet">
          {clock.metAt
            ? t("Sla:clock.done", { time: time(clock.metAt) })
            : clock.dueAt
              ? t("Sla:clock.due", { time: time(clock.dueAt) })
              : t("Sla:clock.dueUnknown")}
        </span>
      </div>
      <div className="clock-bar">
        {bar.map((segment) => (
          <Segment key={segment.from} segment={segment} time={time} />
        ))}
        <Mark bar={bar} at={now.toISOString()} sort="now" text={t("Sla:clock.now")} />
        {clock.dueAt && <Mark bar={bar} at={clock.dueAt} sort="due" text={`${t("Sla:clock.dueMark")} ${time(clock.dueAt)}`} />}
        {clock.breachedAt && (
          <Mark bar={bar} at={clock.breachedAt} sort="breach" text={`${t("Sla:clock.breachMark")} ${time(clock.breachedAt)}`} />
        )}
      </div>
      <div className="clock-sum quiet small">
        <span>{t("Sla:clock.used", { used: hoursText(t, durationOf(clock.elapsed)) })}</span>
        <span>
          {left >= 0 ? t("Sla:clock.left", { left: hoursText(t, left) }) : t("Sla:clock.over", { over: hoursText(t, left) })}
        </span>
        <span className="push">{promise}</span>
      </div>
      {clock.pastConfirmedCalendar && <p className="small soon">{t("Sla:clock.pastCalendar")}</p>}
      <details className="small">
        <summary>{t("Sla:clock.explain")}</summary>
        <ol className="clock-segments">
          {clock.segments.map(({ from, to, kind }) => (
            <li key={from} className={`segment-${kind}`}>
              <i aria-hidden="true" />
              <span>
                {time(from)} – {time(to)}
              </span>
              <span>
                {t(`Sla:clock.segment.${kind}`)} {durationText(t, Date.parse(to) - Date.parse(from))}
              </span>
            </li>
          ))}
        </ol>
        {clock.segments.some((it) => it.kind === "closed") && <p className="quiet">{t("Sla:clock.closedShort")}</p>}
      </details>
    </div>
  );
}

function Segment({ segment, time }: { segment: Drawn; time: (at: string) => string }) {
  const t = useText();
  return (
    <Tooltip title={`${t(`Sla:clock.segment.${segment.kind}`)} ${time(segment.from)} – ${time(segment.to)}`}>
      <div className={`segment segment-${segment.kind}`} style={{ width: `${segment.width}%` }} />
    </Tooltip>
  );
}

function Mark({ bar, at, sort, text }: { bar: Drawn[]; at: string; sort: "now" | "due" | "breach"; text: string }) {
  const place = placeOf(bar, at);
  if (place === undefined) return null;
  return (
    <Tooltip title={text}>
      <div className={`clock-mark clock-mark-${sort}`} style={{ left: `${place}%` }} />
    </Tooltip>
  );
}
