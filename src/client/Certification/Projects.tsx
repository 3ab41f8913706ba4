import { App, Button } from "antd";
import { Link } from "react-router";
import { answer, api } from "../Desk/api";
import { problemText } from "../Desk/problems";
import { useSession } from "../Desk/session";
import { useText } from "../Desk/text";
import { useEntries, useEntriesChanged } from "../Registers/registers";
import { useRecords } from "./records";

/** The projects under a scheme; each gets its stages and papers at a click, once. */
export function Projects({ scheme }: { scheme: string }) {
  const t = useText();
  const { may } = useSession();
  const { message } = App.useApp();
  const { address } = useRecords();
  const { items } = useEntries("certification-projects", {});
  const changed = useEntriesChanged();
  const plan = (id: string) =>
    answer(api.POST("/api/v1/certification-projects/{id}/plan", { params: { path: { id } } })).then(
      ({ stages, papers }) => {
        message.success(t("Certification:paper.planned", { stages, papers }));
        return changed();
      },
      (problem: Error) => message.error(problemText(t, problem)),
    );
  return (
    <p className="row">
      <Link to={address("/api/v1/certification-projects")}>{t("Certification:paper.projects")}</Link>
      {may("keepRegisters") &&
        items
          .filter((it) => it.fields.scheme === scheme)
          .map((it) => (
            <Button key={it.id} size="small" className="wraps" onClick={() => plan(it.id)}>
              {t("Certification:paper.plan", { name: String(it.fields.name) })}
            </Button>
          ))}
    </p>
  );
}
