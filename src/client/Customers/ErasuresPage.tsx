import { DownloadOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { Loading, Nothing, Trouble } from "../Desk/States";
import { useText } from "../Desk/text";
import { ErasureCard } from "./ErasureCard";
import { ErasurePreview } from "./ErasurePreview";
import "./erasures.css";
import { ask, type Person, requestOf, useErasures } from "./erasure";
import { PersonForm } from "./PersonForm";

/** Who asked to be forgotten: looked for, shown masked, and erased once somebody says why. */
export function ErasuresPage() {
  const t = useText();
  const { data, error, refetch } = useErasures();
  const [shown, setShown] = useState<{ person: Person; id: string }>();
  const look = async (person: Person) => setShown({ person, id: (await ask({ ...requestOf(person), dryRun: true })).id });
  const carriedOut = data?.items.filter((it) => !it.dryRun);
  return (
    <>
      <title>{`${t("Desk:go.erasures")} · ServiceTrack`}</title>
      <div className="head">
        <h1>{t("Desk:go.erasures")}</h1>
      </div>
      <div className="columns">
        <div className="stack">
          {shown && (
            <ErasurePreview
              key={shown.id}
              id={shown.id}
              person={shown.person}
              look={look}
              done={() => {
                setShown(undefined);
                return refetch();
              }}
            />
          )}
          {error && <Trouble problem={error} retry={refetch} />}
          {!data && !error && <Loading />}
          {carriedOut?.length === 0 && !shown && (
            <div className="card">
              <Nothing title={t("Customers:empty")} hint={t("Customers:emptyHint")} />
            </div>
          )}
          {carriedOut?.map((it) => (
            <ErasureCard key={it.id} erasure={it} />
          ))}
        </div>
        <div className="stack">
          <PersonForm look={look} />
          <section className="card">
            <h2>{t("Customers:ledger")}</h2>
            <p className="quiet small">{t("Customers:ledgerHint")}</p>
            <Button icon={<DownloadOutlined />} href="/api/v1/erasures/ledger" download block>
              {t("Desk:do.download")}
            </Button>
          </section>
        </div>
      </div>
    </>
  );
}
