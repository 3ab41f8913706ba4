import { HttpTransportType, type HubConnection, HubConnectionBuilder, HubConnectionState, LogLevel } from "@microsoft/signalr";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { answer, api } from "../Desk/api";
import { brought, type Delta, type Snapshot } from "./feed";

export type Link = "live" | "connecting" | "polling";

const pollEvery = 15_000;

/** The figures of one outlet, or of all: live over the hub, by polling while it cannot be reached. */
export function useDashboard(outletId: string | undefined) {
  const [link, setLink] = useState<Link>("connecting");
  const [live, setLive] = useState<{ outletId: string | undefined; snapshot: Snapshot }>();
  const polled = useQuery({
    queryKey: ["dashboard", outletId],
    queryFn: () => answer(api.GET("/api/v1/dashboard", { params: { query: { outletId } } })),
    refetchInterval: link === "live" ? false : pollEvery,
  });

  useEffect(() => {
    const hub = new HubConnectionBuilder()
      .withUrl("/hubs/dashboard", { skipNegotiation: true, transport: HttpTransportType.WebSockets })
      .withAutomaticReconnect({
        nextRetryDelayInMilliseconds: ({ previousRetryCount }) => Math.min(1000 * 2 ** previousRetryCount, 30_000),
      })
      .configureLogging(LogLevel.None)
      .build();
    let snapshot: Snapshot | undefined;
    const show = (next: Snapshot) => {
      snapshot = next;
      setLive({ outletId, snapshot: next });
      setLink("live");
    };
    const subscribe = () => hub.invoke("Subscribe", { outletId: outletId ?? null }).catch(() => setLink("polling"));
    hub.on("snapshot", show);
    hub.on("delta", (delta: Delta) => {
      if (!snapshot) return;
      const next = brought(snapshot, delta);
      if (next === "missed") void subscribe();
      else show(next);
    });
    hub.onreconnecting(() => setLink("connecting"));
    hub.onreconnected(subscribe);
    const stop = keepStarting(hub, subscribe, () => setLink("polling"));
    return () => {
      stop();
      void hub.stop();
    };
  }, [outletId]);

  const snapshot = newer(live?.outletId === outletId ? live?.snapshot : undefined, polled.data);
  return { snapshot, link, error: snapshot ? null : polled.error, retry: polled.refetch };
}

/** Automatic reconnection begins only once a connection has stood; until then it is tried again and again here. */
function keepStarting(hub: HubConnection, started: () => unknown, failed: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  const start = () => {
    if (stopped || hub.state !== HubConnectionState.Disconnected) return;
    hub.start().then(started, () => {
      if (stopped) return;
      failed();
      timer = setTimeout(start, pollEvery);
    });
  };
  start();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

function newer(one: Snapshot | undefined, other: Snapshot | undefined): Snapshot | undefined {
  if (!one || !other) return one ?? other;
  return Date.parse(one.asOf) >= Date.parse(other.asOf) ? one : other;
}
