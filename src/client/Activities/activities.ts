import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "../Desk/api";
import type { Filter } from "./filter";

export function useActivities(filter: Filter) {
  const list = useInfiniteQuery({
    queryKey: ["activities", filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      answer(api.GET("/api/v1/activities", { params: { query: { ...filter, limit: "50", cursor: pageParam } }, signal })),
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
    refetchInterval: (query) => (query.state.data && query.state.data.pages.length > 1 ? false : 30_000),
  });
  return { ...list, items: list.data?.pages.flatMap((page) => page.items) ?? [] };
}

const factsOf = (id: string) => ({
  queryKey: ["activity", id, "facts"],
  queryFn: () => answer(api.GET("/api/v1/activities/{id}", { params: { path: { id } } })),
});

export function useActivity(id: string) {
  return useQuery({
    ...factsOf(id),
    // What was logged a moment ago is about to be classified: until then the page shows a version that passes.
    refetchInterval: ({ state: { data, dataUpdateCount } }) =>
      data && !data.classification && !data.category && dataUpdateCount < 8 ? 1500 : false,
  });
}

/** Says that something happened to an activity: all that is shown of it, and every list, is read again. */
export function useChanged() {
  const queries = useQueryClient();
  return (id?: string) =>
    Promise.all([
      id ? queries.invalidateQueries({ queryKey: ["activity", id] }) : undefined,
      queries.invalidateQueries({ queryKey: ["activities"] }),
    ]);
}

/** An activity as it stands now, for its page too. */
export function useFresh(id: string) {
  const queries = useQueryClient();
  const changed = useChanged();
  return async () => {
    await changed(id);
    return queries.ensureQueryData(factsOf(id));
  };
}
