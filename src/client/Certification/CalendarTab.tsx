import { useQuery } from "@tanstack/react-query";
import { Tag } from "antd";
import { Link } from "react-router";
import { answer, api, type Schemas } from "../Desk/api";
import { Loading, Nothing, Trouble } from "../Desk/States";
import { useLanguage, useText } from "../Desk/text";
import { inLanguage } from "./names";
import { useRecords } from "./records";
import { Source } from "./Source";

type Deadline = Schemas["DeadlineView"];

/** What falls due, month by month; what is overdue stands first. */
export function CalendarTab() {
  const t = useText();
  const language = useLanguage();
  const { data, error, refetch } = useQuery({
    queryKey: ["certification-calendar"],
    queryFn: () => answer(api.GET("/api/v1/certification-calendar")),
  });
  if (error) return <Trouble problem={error} retry={refetch} />;
  if (!data) return <Loading />;
  if (data.items.length === 0)
    return (
      <div className="card">
        <Nothing title={t("Certification:calendar.none")} hint={t("Certification:calendar.noneHint")} />
      </div>
    );
  const month = new Intl.DateTimeFormat(language, { year: "numeric", month: "long", timeZone: "UTC" });
  const groups = new Map<string, Deadline[]>();
  for (const it of data.items) {
    const name = it.daysLeft < 0 ? t("Certification:calendar.overdue") : month.format(new Date(`${it.dueOn}T00:00:00Z`));
    groups.set(name, [...(groups.get(name) ?? []), it]);
  }
  return (
    <div className="stack">
      {[...groups].map(([name, items]) => (
        <section key={name} className="card">
          <h2>{name}</h2>
          <ul className="deadlines">
            {items.map((it) => (
              <Due key={`${it.code} ${it.entry} ${it.dueOn}`} it={it} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Due({ it }: { it: Deadline }) {
  const t = useText();
  const language = useLanguage();
  const { address } = useRecords();
  const colour = it.projected ? "default" : it.daysLeft < 0 ? "red" : it.daysLeft <= 30 ? "gold" : "green";
  return (
    <li>
      <time dateTime={it.dueOn}>{it.dueOn}</time>
      <span>
        {inLanguage(language, it.name)} · <Link to={address(`/api/v1/${it.register}`)}>{it.title}</Link>
      </span>
      <span className="tags">
        <Tag color={colour}>
          {it.projected
            ? t("Certification:calendar.projected")
            : t(it.daysLeft < 0 ? "Certification:calendar.late" : "Certification:calendar.left", { days: Math.abs(it.daysLeft) })}
        </Tag>
        <Source of={it.source} />
      </span>
    </li>
  );
}
