import { useQuery } from "@tanstack/react-query";
import { answer, api } from "../Desk/api";

export function useCalendars() {
  return useQuery({ queryKey: ["calendars"], queryFn: () => answer(api.GET("/api/v1/sla/calendars")) });
}
