import { useQuery } from "@tanstack/react-query";
import { answer, api } from "../Desk/api";
import { Trouble } from "../Desk/States";
import { Time } from "../Desk/Time";
import { useLanguage, useText } from "../Desk/text";
import { Fingerprint } from "./Fingerprint";

/** Where the journal stands now, and the key that signs it: what to hand to people outside. */
export function CheckpointCard() {
  const t = useText();
  const language = useLanguage();
  const { data, error } = useQuery({ queryKey: ["checkpoint"], queryFn: () => answer(api.GET("/api/v1/journal/checkpoint")) });
  const [, size = "0", , time] = data?.text.split("\n") ?? [];
  return (
    <section className="card">
      <h2>{t("Journal:checkpoint.title")}</h2>
      {error && <Trouble problem={error} />}
      {data && (
        <>
          <p>
            {t("Journal:checkpoint.size", { size: Number(size).toLocaleString(language) })}
            {time && (
              <span className="quiet">
                {" · "}
                <Time at={time} />
              </span>
            )}
          </p>
          <p className="quiet small">{t("Journal:checkpoint.key")}</p>
          <Fingerprint of={data.fingerprint} />
          <p className="quiet small">{t("Journal:checkpoint.hint")}</p>
        </>
      )}
    </section>
  );
}
