import { DownloadOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { Trouble } from "../Desk/States";
import { useSession } from "../Desk/session";
import { useText } from "../Desk/text";
import { EntryFilters } from "./EntryFilters";
import { EntryForm } from "./EntryForm";
import { EntryTable } from "./EntryTable";
import { Figures } from "./Figures";
import { ImportDialog } from "./ImportDialog";
import { type Entry, type RegisterOf, useEntries, useNameOf } from "./registers";

/** A register: what follows from it, its entries, and what can be done with them. */
export function EntryList({ register }: { register: RegisterOf }) {
  const t = useText();
  const nameOf = useNameOf();
  const { may } = useSession();
  const [search, setSearch] = useSearchParams();
  const [asked, setAsked] = useState<{ entry?: Entry }>();
  const [importing, setImporting] = useState(false);
  const filter = Object.fromEntries(search);
  const { items, error, refetch, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useEntries(register.name, filter);
  return (
    <>
      <div className="head">
        <h1>{nameOf(register)}</h1>
        {may("transfer") && (
          <Dropdown
            trigger={["click"]}
            menu={{
              items: ["xlsx", "csv"].map((format) => ({
                key: format,
                label: (
                  <a href={`/api/v1/${register.name}/export?${new URLSearchParams({ ...filter, format })}`} download>
                    {format.toUpperCase()}
                  </a>
                ),
              })),
            }}
          >
            <Button icon={<DownloadOutlined />}>{t("Registers:export")}</Button>
          </Dropdown>
        )}
        {may("transfer") && register.writable && <Button onClick={() => setImporting(true)}>{t("Registers:import")}</Button>}
        {register.writable && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setAsked({})}>
            {t("Registers:add")}
          </Button>
        )}
      </div>
      <div className="stack">
        {register.hintZh && <p className="quiet entry-hint">{nameOf({ nameZh: register.hintZh, nameEn: register.hintEn })}</p>}
        <Figures register={register.name} />
        <EntryFilters register={register} filter={filter} onChange={(next) => setSearch(next, { replace: true })} />
        {error ? (
          <Trouble problem={error} retry={refetch} />
        ) : (
          <div className="card table-card">
            <EntryTable register={register} items={items} loading={isPending} open={(entry) => setAsked({ entry })} />
            {hasNextPage && (
              <div className="entries-more">
                <Button loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
                  {t("Desk:do.more")}
                </Button>
              </div>
            )}
          </div>
        )}
      </div>
      {asked && <EntryForm register={register} entry={asked.entry} close={() => setAsked(undefined)} />}
      {importing && <ImportDialog register={register} close={() => setImporting(false)} />}
    </>
  );
}
