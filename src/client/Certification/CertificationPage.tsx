import { useQuery } from "@tanstack/react-query";
import { Select, Tabs } from "antd";
import { useSearchParams } from "react-router";
import { answer, api } from "../Desk/api";
import { Loading, Trouble } from "../Desk/States";
import { useLanguage, useText } from "../Desk/text";
import { AssessmentsTab } from "./AssessmentsTab";
import { CalendarTab } from "./CalendarTab";
import { ClausesTab } from "./ClausesTab";
import { CoverageTab } from "./CoverageTab";
import { EligibilityTab } from "./EligibilityTab";
import { inLanguage } from "./names";
import { PapersTab } from "./PapersTab";
import { ProjectsTab } from "./ProjectsTab";
import "./certification.css";

/** From a scheme to the certificate: what it asks for, what there is, and what falls due. */
export function CertificationPage() {
  const t = useText();
  const language = useLanguage();
  const [search, setSearch] = useSearchParams();
  const { data, error, refetch } = useQuery({ queryKey: ["schemes"], queryFn: () => answer(api.GET("/api/v1/schemes")) });
  const id = search.get("scheme") ?? data?.items[0]?.id;
  const put = (name: string, value: string) =>
    setSearch((was) => new URLSearchParams([...was].filter(([it]) => it !== name).concat([[name, value]])));
  return (
    <>
      <title>{`${t("Desk:go.certification")} · ServiceTrack`}</title>
      <div className="head">
        <h1>{t("Desk:go.certification")}</h1>
        <Select
          className="scheme-choice"
          aria-label={t("Certification:scheme")}
          value={id}
          onChange={(value) => put("scheme", value)}
          options={data?.items.map((it) => ({ value: it.id, label: inLanguage(language, it.name) }))}
        />
      </div>
      {error && <Trouble problem={error} retry={refetch} />}
      {!data && !error && <Loading />}
      {id && (
        <Tabs
          activeKey={search.get("tab") ?? "clauses"}
          onChange={(value) => put("tab", value)}
          items={[
            { key: "clauses", label: t("Certification:tab.clauses"), children: <ClausesTab key={id} id={id} /> },
            { key: "eligibility", label: t("Certification:tab.eligibility"), children: <EligibilityTab key={id} id={id} /> },
            { key: "coverage", label: t("Certification:tab.coverage"), children: <CoverageTab key={id} id={id} /> },
            { key: "assessments", label: t("Certification:tab.assessments"), children: <AssessmentsTab key={id} id={id} /> },
            { key: "projects", label: t("Certification:tab.projects"), children: <ProjectsTab key={id} id={id} /> },
            { key: "papers", label: t("Certification:tab.papers"), children: <PapersTab key={id} id={id} /> },
            { key: "calendar", label: t("Certification:tab.calendar"), children: <CalendarTab /> },
          ]}
        />
      )}
    </>
  );
}
