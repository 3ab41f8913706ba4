import { Button, Input } from "antd";
import { useState } from "react";
import { answer, api } from "../Desk/api";
import { problemText } from "../Desk/problems";
import { useText } from "../Desk/text";

/** An auditor asks for the phone of a sampled customer; it is shown until the page is left. */
export function RevealCard({ id }: { id: string }) {
  const t = useText();
  const [reason, setReason] = useState("");
  const [said, setSaid] = useState<string>();
  const ask = () =>
    answer(api.POST("/api/v1/activities/{id}/reveal", { params: { path: { id } }, body: { reason } })).then(
      ({ phone }) => setSaid(phone),
      (problem: Error) => setSaid(problemText(t, problem)),
    );
  return (
    <section className="card">
      <h2>{t("Evidence:reveal.title")}</h2>
      <p className="quiet small">{t("Evidence:reveal.hint")}</p>
      <Input.Search
        aria-label={t("Evidence:reveal.reason")}
        placeholder={t("Evidence:reveal.reason")}
        enterButton={
          <Button type="primary" disabled={reason.trim() === ""}>
            {t("Evidence:reveal.do")}
          </Button>
        }
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        onSearch={ask}
      />
      {said && (
        <p className="words" role="status">
          {said}
        </p>
      )}
    </section>
  );
}
