import { useText } from "../Desk/text";
import { hoursText } from "../Desk/times";
import type { Snapshot } from "./feed";

type Tile = Snapshot["tiles"][number];

const periods = [
  ["today", "medianResponseToday", "p90ResponseToday"],
  ["days30", "medianResponse30Days", "p90Response30Days"],
] as const;

/** How long customers wait for the first answer: the middle one and the slow tenth, in working time and by the clock. */
export function AnswerTimes({ tiles }: { tiles: Tile[] }) {
  const t = useText();
  const tile = (key: string) => tiles.find((it) => it.key === key);
  const longest = Math.max(1, ...periods.flatMap(([, median, p90]) => [tile(median)?.value ?? 0, tile(p90)?.value ?? 0]));
  return (
    <section className="card">
      <h2>{t("Dashboard:answers.title")}</h2>
      <div className="answers">
        {periods.map(([period, median, p90]) => (
          <div key={period}>
            <h3>
              {t(`Dashboard:answers.${period}`)}{" "}
              <span className="quiet small">{t("Dashboard:answers.measured", { count: tile(median)?.measured ?? 0 })}</span>
            </h3>
            <Answer name={t("Dashboard:answers.median")} tile={tile(median)} longest={longest} />
            <Answer name={t("Dashboard:answers.p90")} tile={tile(p90)} longest={longest} />
          </div>
        ))}
      </div>
      <p className="quiet small">{t("Dashboard:answers.note")}</p>
    </section>
  );
}

function Answer({ name, tile, longest }: { name: string; tile: Tile | undefined; longest: number }) {
  const t = useText();
  const value = tile?.value;
  if (value === null || value === undefined) return <p className="quiet">{`${name} –`}</p>;
  return (
    <div className="answer">
      <span>{name}</span>
      <i style={{ width: `${(value / longest) * 100}%` }} aria-hidden="true" />
      <strong className="answer-time">{hoursText(t, value * 1000)}</strong>
      {typeof tile?.clockTime === "number" && (
        <span className="quiet small">{t("Dashboard:answers.clock", { time: hoursText(t, tile.clockTime * 1000) })}</span>
      )}
    </div>
  );
}
