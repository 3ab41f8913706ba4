import { useQuery } from "@tanstack/react-query";
import { Tag } from "antd";
import { answer, api } from "../Desk/api";
import { Trouble } from "../Desk/States";
import { Time } from "../Desk/Time";
import { useText } from "../Desk/text";

const colours = { waiting: "gold", sent: "green", givenUp: "red" } as const;

/** The last mails that went out, or wait, and why. */
export function Letters() {
  const t = useText();
  const { data, error } = useQuery({
    queryKey: ["letters"],
    queryFn: () => answer(api.GET("/api/v1/letters", { params: { query: { limit: "5" } } as object })),
  });
  if (error) return <Trouble problem={error} />;
  if (!data || data.items.length === 0) return null;
  return (
    <>
      <h3>{t("Journal:letters")}</h3>
      {data.items.map((it) => (
        <p key={it.id} className="small">
          <Tag color={colours[it.state]}>{t(`Journal:letter.${it.state}`)}</Tag>
          {it.subject}
          <br />
          <span className="quiet">
            <Time at={it.sentAt ?? it.writtenAt} /> · {it.to}
            {it.problem && ` · ${it.problem}`}
          </span>
        </p>
      ))}
    </>
  );
}
