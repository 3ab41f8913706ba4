import { ArrowLeftOutlined } from "@ant-design/icons";
import { Alert, Button } from "antd";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { CategoryCard } from "../Classification/CategoryCard";
import { useKinds } from "../Desk/registers";
import { Loading, Trouble } from "../Desk/States";
import { useSession } from "../Desk/session";
import { listText, useLanguage, useText } from "../Desk/text";
import { RevealCard } from "../Evidence/RevealCard";
import { TrailCard } from "../Evidence/TrailCard";
import { ProofCard } from "../Journal/ProofCard";
import { ClocksCard } from "../Sla/ClocksCard";
import { AdviceCard } from "./AdviceCard";
import { AttachmentsCard } from "./AttachmentsCard";
import { useActivity } from "./activities";
import "./detail.css";
import { FactsCard } from "./FactsCard";
import "./list.css";
import { type Activity, DueMark, PriorityMark, SeverityMark, StatusMark, useTitle } from "./Marks";
import { TimelineCard } from "./TimelineCard";
import { VerbBar } from "./VerbBar";
import { VerbForm } from "./VerbForm";
import type { Verb } from "./verbs";

export function DetailPage() {
  const { id = "" } = useParams();
  const { data, error, refetch } = useActivity(id);
  if (error) return <Trouble problem={error} retry={refetch} />;
  return data ? <Detail key={id} activity={data} /> : <Loading />;
}

function Detail({ activity }: { activity: Activity }) {
  const t = useText();
  const language = useLanguage();
  const { may, share } = useSession();
  const { find, nameOf } = useKinds();
  const [asked, setAsked] = useState<{ verb: Verb; wanted?: string[] }>();
  const allows = (verb: Verb) => activity.allowedVerbs.includes(verb);
  const missing = activity.missing.map((it) => it.replace(/^fields\./, ""));
  const definitions = find(activity.kind)?.fields ?? [];
  const names = definitions.filter((it) => missing.includes(it.name)).map(nameOf);
  return (
    <>
      <Heading activity={activity} />
      <VerbBar activity={activity} ask={(verb) => setAsked({ verb })} />
      <div className="columns">
        <div className="stack">
          {activity.advice && <AdviceCard advice={activity.advice} />}
          {missing.length > 0 && (
            <Alert
              type="info"
              showIcon
              title={t("Activities:detail.missing")}
              description={listText(language, names)}
              action={
                allows("amend") && (
                  <Button size="small" onClick={() => setAsked({ verb: "amend", wanted: missing })}>
                    {t("Activities:detail.complete")}
                  </Button>
                )
              }
            />
          )}
          <FactsCard activity={activity} />
          <TimelineCard id={activity.id} kind={activity.kind} />
        </div>
        <div className="stack">
          <ClocksCard activity={activity} />
          <CategoryCard activity={activity} correct={allows("categorize") ? () => setAsked({ verb: "categorize" }) : undefined} />
          <AttachmentsCard activity={activity} />
          <TrailCard id={activity.id} />
          {share && <RevealCard id={activity.id} />}
          {may("evidence") && <ProofCard id={activity.id} />}
        </div>
      </div>
      {asked && <VerbForm key={asked.verb} activity={activity} {...asked} close={() => setAsked(undefined)} />}
    </>
  );
}

function Heading({ activity }: { activity: Activity }) {
  const t = useText();
  const navigate = useNavigate();
  const { name } = useKinds();
  const title = useTitle();
  return (
    <header className="detail-head">
      <Button
        type="text"
        icon={<ArrowLeftOutlined />}
        aria-label={t("Desk:do.back")}
        onClick={() => (window.history.length > 1 ? navigate(-1) : navigate("/activities"))}
      />
      <div>
        <div className="row small">
          <span className="quiet">{name(activity.kind)}</span>
          <StatusMark status={activity.status} />
          <PriorityMark priority={activity.priority} />
          <SeverityMark severity={activity.severity} />
          {activity.urged > 0 && (
            <span className="mark mark-high">{t("Activities:detail.urgedTimes", { count: activity.urged })}</span>
          )}
          {activity.reopened > 0 && (
            <span className="mark mark-high">{t("Activities:detail.reopenedTimes", { count: activity.reopened })}</span>
          )}
          {activity.masked && <span className="quiet">{t("Activities:detail.masked")}</span>}
        </div>
        <h1>{title(activity)}</h1>
        <title>{`${title(activity)} · ServiceTrack`}</title>
      </div>
      <DueMark activity={activity} />
    </header>
  );
}
