import { EditOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { Schemas } from "../Desk/api";
import { listText, useLanguage, useText } from "../Desk/text";
import { runs } from "./days";

type Calendar = Schemas["SlaCalendar"];

export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

/** When the company works: an ordinary week, the holidays, and the days off that are worked instead. */
export function CalendarCard({ calendar, edit }: { calendar: Calendar; edit?: () => void }) {
  const t = useText();
  const language = useLanguage();
  const exceptions = calendar.exceptions ?? [];
  const of = (works: boolean) => runs(exceptions.filter((it) => it.windows.length > 0 === works).map((it) => it.date));
  const year = new Intl.DateTimeFormat(language, { year: "numeric", month: "short", day: "numeric", timeZone: "UTC" });
  const years = new Set(exceptions.map((it) => it.date.slice(0, 4)));
  const range = years.size > 1 ? year : new Intl.DateTimeFormat(language, { month: "short", day: "numeric", timeZone: "UTC" });
  const text = (days: [string, string][]) =>
    listText(
      language,
      days.map((run) => [...new Set(run)].map((it) => range.format(new Date(it))).join(" – ")),
    );
  return (
    <section className="card">
      <h2 className="row">
        {calendar.name || calendar.id} <span className="quiet">{calendar.timeZone}</span>
        {edit && (
          <Button size="small" className="push" icon={<EditOutlined />} onClick={edit}>
            {t("Sla:calendar.edit")}
          </Button>
        )}
      </h2>
      <ul className="week">
        {weekdays.map((day) => {
          const windows = (calendar.weekly?.[day] ?? []) as string[];
          return (
            <li key={day} className={windows.length === 0 ? "day-off" : ""}>
              <strong>{t(`Sla:day.${day}`)}</strong>
              {windows.length === 0 ? t("Sla:day.off") : windows.map((it) => <span key={it}>{it}</span>)}
            </li>
          );
        })}
      </ul>
      <dl className="special">
        <dt>{t("Sla:calendar.holidays")}</dt>
        <dd>{text(of(false)) || t("Desk:none")}</dd>
        <dt>{t("Sla:calendar.makeUp")}</dt>
        <dd>{text(of(true)) || t("Desk:none")}</dd>
        {calendar.confirmedThrough && (
          <>
            <dt>{t("Sla:calendar.confirmed")}</dt>
            <dd>{year.format(new Date(calendar.confirmedThrough))}</dd>
          </>
        )}
        {calendar.source && (
          <>
            <dt>{t("Sla:calendar.source")}</dt>
            <dd>{calendar.source}</dd>
          </>
        )}
      </dl>
    </section>
  );
}
