import { CheckCircleFilled, CloseCircleFilled } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { answer, api } from "../Desk/api";
import { Trouble } from "../Desk/States";
import { useText } from "../Desk/text";
import { Fingerprint } from "./Fingerprint";
import { prove } from "./prove";

/** Proves, on request and in this very browser, that what the timeline tells stands in the signed journal. */
export function ProofCard({ id }: { id: string }) {
  const t = useText();
  const { data, error, isPending, mutate } = useMutation({
    mutationFn: async () => {
      const proof = await answer(api.GET("/api/v1/activities/{id}/proof", { params: { path: { id } } }));
      return { proof, verdict: await prove(proof) };
    },
  });
  return (
    <section className="card">
      <h2 className="row">
        {t("Journal:title")}
        <Button size="small" className="push" loading={isPending} disabled={!crypto.subtle} onClick={() => mutate()}>
          {t("Journal:prove")}
        </Button>
      </h2>
      {!crypto.subtle && <p className="quiet small">{t("Journal:noCrypto")}</p>}
      {error && <Trouble problem={error} />}
      {data?.verdict.good && (
        <>
          <p className="good">
            <CheckCircleFilled /> {t("Journal:proved", { count: data.proof.leaves.length })}
          </p>
          <p className="quiet small">{t("Journal:how", { size: data.verdict.size })}</p>
          <p className="quiet small">{t("Journal:notProved")}</p>
          <Fingerprint of={data.proof.checkpoint.fingerprint} />
        </>
      )}
      {data && !data.verdict.good && (
        <p className="bad" role="alert">
          <CloseCircleFilled /> {t("Journal:failed", { what: t(`Journal:fault.${data.verdict.fault}`) })}
        </p>
      )}
    </section>
  );
}
