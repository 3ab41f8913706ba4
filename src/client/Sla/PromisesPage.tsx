import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { answer, api } from "../Desk/api";
import { Loading, Trouble } from "../Desk/States";
import { useSession } from "../Desk/session";
import { useText } from "../Desk/text";
import { CalendarCard } from "./CalendarCard";
import { CalendarForm } from "./CalendarForm";
import { PolicyCard } from "./PolicyCard";
import { PolicyForm } from "./PolicyForm";
import "./promises.css";
import { useCalendars } from "./useCalendars";

/** What the company promises and the hours it works by; who may, rewrites both in place. */
export function PromisesPage() {
  const t = useText();
  const { may, timeZone } = useSession();
  const policy = useQuery({ queryKey: ["policy"], queryFn: () => answer(api.GET("/api/v1/sla/policies")) });
  const calendars = useCalendars();
  const [edited, setEdited] = useState<"policy" | "new" | { calendar: string }>();
  const close = () => setEdited(undefined);
  const edit = (what: typeof edited) => (may("configure") ? () => setEdited(what) : undefined);
  const isEdited = (id: string) => typeof edited === "object" && edited.calendar === id;
  const error = policy.error ?? calendars.error;
  return (
    <>
      <title>{`${t("Desk:go.promises")} · ServiceTrack`}</title>
      <div className="head">
        <h1>{t("Desk:go.promises")}</h1>
        {may("configure") && (
          <Button icon={<PlusOutlined />} onClick={() => setEdited("new")}>
            {t("Sla:calendar.add")}
          </Button>
        )}
      </div>
      {error && <Trouble problem={error} />}
      {!policy.data && !error && <Loading />}
      <div className="stack">
        {edited === "new" && <CalendarForm calendar={{ id: newId(), timeZone, exceptions: [] }} close={close} />}
        {policy.data &&
          (edited === "policy" ? (
            <PolicyForm policy={policy.data} close={close} />
          ) : (
            <PolicyCard policy={policy.data} edit={edit("policy")} />
          ))}
        {calendars.data?.items.map((calendar) =>
          isEdited(calendar.id) ? (
            <CalendarForm key={calendar.id} calendar={calendar} close={close} />
          ) : (
            <CalendarCard key={calendar.id} calendar={calendar} edit={edit({ calendar: calendar.id })} />
          ),
        )}
      </div>
    </>
  );
}

function newId(): string {
  return `calendar-${crypto.getRandomValues(new Uint32Array(1))[0]}`;
}
