import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useNavigate, useParams } from "react-router";
import { answer, api } from "../Desk/api";
import { Loading, Trouble } from "../Desk/States";
import { useText } from "../Desk/text";
import { ImportForm } from "./ImportForm";
import { ImportList } from "./ImportList";
import { ImportResult } from "./ImportResult";
import "./imports.css";

/** Takes a file, shows how it goes, and keeps what went before within reach. */
export function ImportPage() {
  const t = useText();
  const { id } = useParams();
  const navigate = useNavigate();
  return (
    <>
      <title>{`${t("Desk:go.import")} · ServiceTrack`}</title>
      <div className="head">
        <h1>{t("Desk:go.import")}</h1>
      </div>
      <div className="stack">
        {id ? <OneImport id={id} /> : <ImportForm asked={(made) => navigate(`/import/${made}`)} />}
        <ImportList chosen={id} />
      </div>
    </>
  );
}

function OneImport({ id }: { id: string }) {
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery({
    queryKey: ["imports", id],
    queryFn: () => answer(api.GET("/api/v1/imports/{id}", { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data && isOver(state.data.status) ? false : 1000),
  });
  const over = data && isOver(data.status);
  useEffect(() => {
    if (over) void queries.invalidateQueries({ queryKey: ["imports"], exact: true });
  }, [over, queries]);
  if (error) return <Trouble problem={error} retry={refetch} />;
  return data ? <ImportResult job={data} /> : <Loading />;
}

export function isOver(status: "queued" | "running" | "completed" | "failed"): boolean {
  return status === "completed" || status === "failed";
}
