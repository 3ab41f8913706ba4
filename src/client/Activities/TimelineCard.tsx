import { useQuery } from "@tanstack/react-query";
import { answer, api, type Schemas } from "../Desk/api";
import { usePeople } from "../Desk/registers";
import { Loading, Trouble } from "../Desk/States";
import { Time } from "../Desk/Time";
import { useTerm } from "../Desk/terms";
import { useText } from "../Desk/text";
import { TimelineFacts } from "./TimelineFacts";
import type words from "./zh-CN.json";

type Entry = Schemas["TimelineEntry"];
type Event = keyof (typeof words)["event"];

/** Told later than this after it happened, an event shows both times. */
const told = 60_000;

export function TimelineCard({ id, kind }: { id: string; kind: string }) {
  const t = useText();
  const { data, error } = useQuery({
    queryKey: ["activity", id, "timeline"],
    queryFn: () => answer(api.GET("/api/v1/activities/{id}/timeline", { params: { path: { id } } })),
  });
  return (
    <section className="card">
      <h2>{t("Activities:detail.timeline")}</h2>
      {error && <Trouble problem={error} />}
      {!data && !error && <Loading />}
      <ol className="timeline">
        {data?.items.map((entry) => (
          <Happened key={entry.version} entry={entry} kind={kind} />
        ))}
      </ol>
    </section>
  );
}

function Happened({ entry, kind }: { entry: Entry; kind: string }) {
  const { by } = usePeople();
  const title = useEventTitle();
  const later = Date.parse(entry.recordedAt) - Date.parse(entry.at) > told;
  return (
    <li className={`event event-${entry.type}`}>
      <div className="event-head">
        <strong>{title(entry)}</strong>
        <span className="quiet">{by(entry.by)}</span>
        <span className="push quiet small">
          <Time at={entry.at} />
        </span>
      </div>
      {later && (
        <div className="quiet small">
          <RecordedLater at={entry.recordedAt} />
        </div>
      )}
      <TimelineFacts entry={entry} kind={kind} />
    </li>
  );
}

function RecordedLater({ at }: { at: string }) {
  const t = useText();
  const [before, after] = t("Activities:detail.recordedLater", { time: "\n" }).split("\n");
  return (
    <>
      {before}
      <Time at={at} />
      {after}
    </>
  );
}

function useEventTitle(): (entry: Entry) => string {
  const t = useText();
  const term = useTerm();
  return ({ type, data }) => {
    const alarm = (data as { alarm?: string }).alarm;
    if (alarm) {
      const [target = "", what = ""] = alarm.split("/");
      return t("Activities:detail.alarm", { target: term("target", target), alarm: term("alarm", what) });
    }
    const known = type as Event;
    const title = t(`Activities:event.${known}`);
    return title.includes(type) ? t("Activities:event.other") : title;
  };
}
