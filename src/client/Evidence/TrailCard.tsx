import { useQuery } from "@tanstack/react-query";
import { Tag } from "antd";
import { Link } from "react-router";
import { answer, api, type Schemas } from "../Desk/api";
import { Trouble } from "../Desk/States";
import { useTerm } from "../Desk/terms";
import { useText } from "../Desk/text";

type Step = Schemas["TrailStep"];

/** What came of an activity: the rules of its day, what was done, changed, taught and found. */
export function TrailCard({ id }: { id: string }) {
  const t = useText();
  const { data, error, refetch } = useQuery({
    queryKey: ["trail", id],
    queryFn: () => answer(api.GET("/api/v1/activities/{id}/trail", { params: { path: { id } } })),
  });
  const steps = data?.steps?.slice(1) ?? [];
  if (error) return <Trouble problem={error} retry={refetch} />;
  if (!data || (steps.length === 0 && data.withheld === 0)) return null;
  return (
    <section className="card">
      <h2>{t("Evidence:trail.title")}</h2>
      <ul className="trail">
        {steps.map((it) => (
          <Line key={`${it.part} ${it.id} ${it.follows}`} step={it} />
        ))}
      </ul>
      {data.withheld > 0 && <p className="quiet small">{t("Evidence:trail.withheld", { count: data.withheld })}</p>}
    </section>
  );
}

function Line({ step: it }: { step: Step }) {
  const t = useText();
  const term = useTerm();
  const title = it.title ?? it.id.slice(-8);
  return (
    <li>
      <span className="quiet">{t(`Evidence:trail.part.${it.part}`)}</span>{" "}
      {it.register === null ? <Link to={`/activities/${it.id}`}>{title}</Link> : <strong>{title}</strong>}{" "}
      <time className="quiet">{it.on}</time> <Tag>{term("recorded", it.recorded)}</Tag>
    </li>
  );
}
