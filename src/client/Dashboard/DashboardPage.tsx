import { Select } from "antd";
import { useSearchParams } from "react-router";
import { useOutlets } from "../Desk/registers";
import { Loading, Trouble } from "../Desk/States";
import { useText } from "../Desk/text";
import { AnswerTimes } from "./AnswerTimes";
import { Bars } from "./Bars";
import { Freshness } from "./Freshness";
import { Hours } from "./Hours";
import "./dashboard.css";
import { Tiles } from "./Tiles";
import { useDashboard } from "./useDashboard";

const now = ["open", "unassigned", "dueSoon", "breachedOpen"] as const;
const today = ["receivedToday", "solvedOfToday", "answeredInContactToday", "complaintsToday", "safetyToday"] as const;

export function DashboardPage() {
  const t = useText();
  const outlets = useOutlets();
  const [search, setSearch] = useSearchParams();
  const outletId = search.get("outletId") ?? undefined;
  const { snapshot, link, error, retry } = useDashboard(outletId);
  const series = (key: string) => snapshot?.series.find((it) => it.key === key)?.items ?? [];
  return (
    <>
      <title>{`${t("Desk:go.dashboard")} · ServiceTrack`}</title>
      <div className="head">
        <h1>{t("Desk:go.dashboard")}</h1>
        {snapshot && <Freshness asOf={snapshot.asOf} link={link} />}
        <Select
          allowClear
          className="outlet-choice"
          aria-label={t("Activities:field.outletId")}
          placeholder={t("Dashboard:allOutlets")}
          value={outletId}
          options={outlets.items.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(id: string | undefined) => setSearch(id ? { outletId: id } : {})}
        />
      </div>
      {error && <Trouble problem={error} retry={retry} />}
      {!snapshot && !error && <Loading />}
      {snapshot && (
        <div className="stack">
          <Tiles title={t("Dashboard:now")} tiles={snapshot.tiles} keys={now} />
          <Tiles title={t("Dashboard:today")} tiles={snapshot.tiles} keys={today} />
          <div className="charts">
            <Hours items={series("hoursOfToday")} />
            <AnswerTimes tiles={snapshot.tiles} />
            <Bars title={t("Dashboard:openByStatus")} terms="status" items={series("openByStatus")} />
            <Bars title={t("Dashboard:kindsOver30Days")} terms="kind" items={series("kindsOver30Days")} />
            <Bars title={t("Dashboard:channelsOver30Days")} terms="channel" items={series("channelsOver30Days")} />
          </div>
        </div>
      )}
    </>
  );
}
