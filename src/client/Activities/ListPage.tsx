import { DownloadOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { useNavigate, useSearchParams } from "react-router";
import { Loading, Nothing, Trouble } from "../Desk/States";
import { useSession } from "../Desk/session";
import { useText } from "../Desk/text";
import { ActivityTable } from "./ActivityTable";
import { useActivities } from "./activities";
import { conditionsIn, type Filter, filterOf, searchOf } from "./filter";
import "./list.css";
import { ListFilters } from "./ListFilters";
import { SearchBox } from "./SearchBox";
import { useListKeys } from "./useListKeys";
import { Views } from "./Views";

export function ListPage() {
  const t = useText();
  const { may } = useSession();
  const [search, setSearch] = useSearchParams();
  const filter = filterOf(search);
  const show = (next: Filter) => setSearch(searchOf(next));
  const { items, error, isPending, isPlaceholderData, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } =
    useActivities(filter);
  const chosen = useListKeys(items);
  const query = searchOf(filter);

  return (
    <>
      <title>{`${t("Activities:list.title")} · ServiceTrack`}</title>
      <div className="head">
        <h1>{t("Activities:list.title")}</h1>
        <SearchBox value={filter.q ?? ""} onChange={(q) => show({ ...filter, q })} />
        {may("transfer") && (
          <Dropdown
            trigger={["click"]}
            menu={{
              items: ["xlsx", "csv"].map((format) => ({
                key: format,
                label: (
                  <a href={`/api/v1/activities/export?${query}&format=${format}`} download>
                    {format.toUpperCase()}
                  </a>
                ),
              })),
            }}
          >
            <Button icon={<DownloadOutlined />}>{t("Activities:list.export")}</Button>
          </Dropdown>
        )}
      </div>
      <Views current={query} />
      <ListFilters filter={filter} onChange={show} />
      {error ? (
        <Trouble problem={error} retry={refetch} />
      ) : isPending ? (
        <Loading />
      ) : items.length === 0 && !hasNextPage ? (
        <Empty filter={filter} clear={() => show({})} />
      ) : (
        <div className="card table-card" aria-busy={isPlaceholderData}>
          <ActivityTable items={items} chosen={chosen} />
          <div className="table-foot">
            <span className="quiet small">
              {t(hasNextPage ? "Activities:list.shown" : "Activities:list.end", { count: items.length })}
            </span>
            {hasNextPage && (
              <Button loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
                {t("Desk:do.more")}
              </Button>
            )}
          </div>
        </div>
      )}
    </>
  );
}

function Empty({ filter, clear }: { filter: Filter; clear: () => void }) {
  const t = useText();
  const navigate = useNavigate();
  const narrowed = conditionsIn(filter) > 0 || filter.q;
  const { items, isPending } = useActivities({});
  if (isPending) return <Loading />;
  return (
    <div className="card">
      {narrowed && items.length > 0 ? (
        <Nothing title={t("Activities:list.empty")} hint={t("Activities:list.emptyHint")}>
          <Button onClick={clear}>{t("Activities:list.clear")}</Button>
        </Nothing>
      ) : (
        <Nothing title={t("Activities:list.start")} hint={t("Activities:list.startHint")}>
          <Button type="primary" onClick={() => navigate("/activities/new")}>
            {t("Desk:new")}
          </Button>
        </Nothing>
      )}
    </div>
  );
}
