import { FilePdfOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { sizeText } from "../Activities/AttachmentsCard";
import type { Schemas } from "../Desk/api";
import { answer, api } from "../Desk/api";
import { problemText } from "../Desk/problems";
import { useText } from "../Desk/text";

/** A pack's checklist and ledgers as PDF: asked for where something prints, then fetched. */
export function PdfButton({ pack }: { pack: Schemas["EvidencePackView"] }) {
  const t = useText();
  const queries = useQueryClient();
  const { message } = App.useApp();
  if (pack.pdf?.status === "completed")
    return (
      <Button icon={<FilePdfOutlined />} href={`/api/v1/evidence-packs/${pack.id}/pdf`} download>
        PDF {pack.pdf.bytes !== null && sizeText(pack.pdf.bytes)}
      </Button>
    );
  const ask = () =>
    answer(api.POST("/api/v1/evidence-packs/{id}/pdf", { params: { path: { id: pack.id } } })).then(
      () => queries.invalidateQueries({ queryKey: ["packs"] }),
      (problem: Error) => message.error(problemText(t, problem)),
    );
  return (
    pack.printable && (
      <Button icon={<FilePdfOutlined />} loading={pack.pdf?.status === "queued"} onClick={ask}>
        {t(pack.pdf?.status === "queued" ? "Evidence:pdf.printing" : "Evidence:pdf.make")}
      </Button>
    )
  );
}
