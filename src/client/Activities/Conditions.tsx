import { Tag } from "antd";
import { useSession } from "../Desk/session";
import { useText } from "../Desk/text";
import { timeText } from "../Desk/times";
import type { Filter } from "./filter";

/** What holds but has no input of its own, such as the bounds of a dashboard's tile; each can be dropped. */
export function Conditions({ filter, onChange }: { filter: Filter; onChange: (next: Filter) => void }) {
  const t = useText();
  const { timeZone } = useSession();
  const time = (at: string) => timeText(t, at, timeZone, new Date());
  const { asOf, answered, from, to } = filter;
  const shown: [text: string, without: Filter][] = [];
  if (from?.includes("T") && to)
    shown.push([t("Activities:list.between", { from: time(from), to: time(to) }), { ...filter, from: undefined, to: undefined }]);
  if (answered) shown.push([t("Activities:list.answered"), { ...filter, answered: undefined }]);
  if (asOf) shown.push([t("Activities:list.asOf", { time: time(asOf) }), { ...filter, asOf: undefined }]);
  return (
    <div className="conditions">
      {shown.map(([text, without]) => (
        <Tag key={text} closable={{ "aria-label": t("Activities:list.drop") }} onClose={() => onChange(without)}>
          {text}
        </Tag>
      ))}
    </div>
  );
}
