import { useQuery } from "@tanstack/react-query";
import { PublicPageCard } from "../Certification/PublicPageCard";
import { answer, api } from "../Desk/api";
import { Loading, Nothing, Trouble } from "../Desk/States";
import { useSession } from "../Desk/session";
import { useText } from "../Desk/text";
import { CheckpointCard } from "../Journal/CheckpointCard";
import { RecipientsCard } from "../Journal/RecipientsCard";
import "../Certification/certification.css";
import "./evidence.css";
import { PackCard } from "./PackCard";
import { PackForm } from "./PackForm";

const everyTwoSeconds = 2000;

export function EvidencePage() {
  const t = useText();
  const { may, share } = useSession();
  const { data, error, refetch } = useQuery({
    queryKey: ["packs"],
    queryFn: () => answer(api.GET("/api/v1/evidence-packs")),
    refetchInterval: ({ state }) =>
      state.data?.items.some((it) => it.status === "queued" || it.status === "running" || it.pdf?.status === "queued")
        ? everyTwoSeconds
        : false,
  });
  return (
    <>
      <title>{`${t("Desk:go.evidence")} · ServiceTrack`}</title>
      <div className="head">
        <h1>{t("Desk:go.evidence")}</h1>
      </div>
      <div className="columns">
        <div className="stack">
          {error && <Trouble problem={error} retry={refetch} />}
          {!data && !error && <Loading />}
          {data?.items.length === 0 && (
            <div className="card">
              <Nothing title={t("Evidence:empty")} hint={t("Evidence:emptyHint")} />
            </div>
          )}
          {data?.items.map((pack, at) => (
            <PackCard key={pack.id} pack={pack} open={at === 0} />
          ))}
        </div>
        <div className="stack">
          {!share && data && <PackForm earlier={data.items.filter((it) => it.status === "completed")} />}
          <CheckpointCard />
          {may("administer") && <RecipientsCard />}
          {may("administer") && <PublicPageCard />}
        </div>
      </div>
    </>
  );
}
