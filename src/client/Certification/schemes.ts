import { useQuery } from "@tanstack/react-query";
import { answer, api } from "../Desk/api";

/** A scheme with its weights; the version in force unless one is named. */
export function useScheme(id: string | undefined, version?: number) {
  return useQuery({
    queryKey: ["scheme", id, version],
    queryFn: () => answer(api.GET("/api/v1/schemes/{id}", { params: { path: { id: id ?? "" }, query: { version } } })),
    enabled: Boolean(id),
  });
}
