import { useQuery } from "@tanstack/react-query";
import { answer, api, type Schemas } from "../Desk/api";

export type Erasure = Schemas["ErasureView"];

/** Whom a request is about; kept by the page alone, since the company may not keep it. */
export interface Person {
  phone?: string;
  email?: string;
  name?: string;
  /** Streams of records that were picked besides: "activity/…", "register/staff/…". */
  picked: string[];
}

const everySecond = 1000;
const activity = "activity/";

export const isWorking = ({ status }: Erasure) => status === "queued" || status === "running";

export function requestOf({ picked, ...person }: Person): Schemas["ErasureRequest"] {
  return {
    ...person,
    dryRun: false,
    includeOpen: false,
    activityIds: picked.filter((it) => it.startsWith(activity)).map((it) => it.slice(activity.length)),
    entries: picked.filter((it) => !it.startsWith(activity)),
  };
}

/** Where a record is looked at; null where there is no page for it. */
export const pageOf = (stream: string) => (stream.startsWith(activity) ? `/activities/${stream.slice(activity.length)}` : null);

export const ask = (body: Schemas["ErasureRequest"]) => answer(api.POST("/api/v1/erasures", { body }));

export const useErasures = () =>
  useQuery({
    queryKey: ["erasures"],
    queryFn: () => answer(api.GET("/api/v1/erasures")),
    refetchInterval: ({ state }) => (state.data?.items.some(isWorking) ? everySecond : false),
  });

export const useErasure = (id: string) =>
  useQuery({
    queryKey: ["erasures", id],
    queryFn: () => answer(api.GET("/api/v1/erasures/{id}", { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data && isWorking(state.data) ? everySecond : false),
  });
