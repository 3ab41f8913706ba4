import { Loading, Nothing, Trouble } from "../Desk/States";
import { useLanguage, useText } from "../Desk/text";
import { inLanguage } from "./names";
import { Source } from "./Source";
import { useScheme } from "./schemes";

/** The papers of an application; those that the registers hold can be printed at once. */
export function PapersTab({ id }: { id: string }) {
  const t = useText();
  const language = useLanguage();
  const { data, error, refetch } = useScheme(id);
  if (error) return <Trouble problem={error} retry={refetch} />;
  if (!data) return <Loading />;
  const { papers = [] } = data.scheme;
  return (
    <div className="card">
      {papers.length === 0 && <Nothing title={t("Certification:paper.none")} />}
      <ol className="papers">
        {papers.map((it) => (
          <li key={it.number} value={it.number}>
            {inLanguage(language, it.name)} <Source of={it.source} />
            {(it.registers?.length ?? 0) > 0 && (
              <a
                href={`/api/v1/application-papers?scheme=${encodeURIComponent(id)}&number=${it.number}`}
                target="_blank"
                rel="noreferrer"
              >
                {t("Certification:paper.print")}
              </a>
            )}
          </li>
        ))}
      </ol>
      <p className="quiet small">{t("Certification:paper.hint")}</p>
    </div>
  );
}
