import { useQuery } from "@tanstack/react-query";
import { Button, Popconfirm, Tabs } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { answer, api } from "../Desk/api";
import { useOutlets } from "../Desk/registers";
import { Loading, Trouble } from "../Desk/States";
import { useSession } from "../Desk/session";
import { useText } from "../Desk/text";
import { useStepNow } from "./assessing";
import { ComparisonCard } from "./ComparisonCard";
import { EligibilityCard } from "./EligibilityCard";
import { OutletSampleForm } from "./OutletSampleForm";
import { ScoreCard } from "./ScoreCard";
import { SheetTable } from "./SheetTable";
import { SpecialsCard } from "./SpecialsCard";
import "./certification.css";

/** One self-assessment: its sheets, what was drawn and judged, and the score that follows. */
export function AssessmentPage() {
  const { id = "" } = useParams();
  const t = useText();
  const { may } = useSession();
  const outlets = useOutlets();
  const step = useStepNow(id);
  const [sampling, setSampling] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ["assessment", id],
    queryFn: () => answer(api.GET("/api/v1/assessments/{id}", { params: { path: { id } } })),
  });
  if (error) return <Trouble problem={error} retry={refetch} />;
  if (!data) return <Loading />;
  const { assessment, open } = data;
  const nameOf = (outlet: string | null) =>
    outlet === null ? t("Certification:sheetOf.head") : (outlets.items.find((it) => it.id === outlet)?.name ?? outlet);
  return (
    <>
      <title>{`${assessment.title} · ServiceTrack`}</title>
      <div className="head">
        <h1>
          <Link to={`/certification?scheme=${assessment.schemeId}&tab=assessments`}>{t("Desk:go.certification")}</Link> /{" "}
          {assessment.title}
        </h1>
        {open && may("keepRegisters") && (
          <Popconfirm
            title={t("Certification:assessment.sure")}
            okText={t("Certification:assessment.conclude")}
            cancelText={t("Desk:do.close")}
            onConfirm={() => step("conclude", {})}
          >
            <Button type="primary">{t("Certification:assessment.conclude")}</Button>
          </Popconfirm>
        )}
      </div>
      <div className="columns">
        <div className="stack">
          <div className="card table-card">
            <Tabs
              className="sheets"
              tabBarExtraContent={
                open && (
                  <Button size="small" onClick={() => setSampling(true)}>
                    {t("Certification:sheetOf.sample")}
                  </Button>
                )
              }
              items={(assessment.sheets ?? []).map((sheet) => ({
                key: sheet.outletId ?? "",
                label: nameOf(sheet.outletId),
                children: <SheetTable view={data} sheet={sheet} />,
              }))}
            />
          </div>
        </div>
        <div className="stack">
          <ScoreCard view={data} />
          <SpecialsCard view={data} />
          <EligibilityCard view={data} />
          <ComparisonCard view={data} />
        </div>
      </div>
      {sampling && <OutletSampleForm id={id} close={() => setSampling(false)} />}
    </>
  );
}
