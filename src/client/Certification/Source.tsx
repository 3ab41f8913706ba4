import { Tag, Tooltip } from "antd";
import type { Schemas } from "../Desk/api";
import { useText } from "../Desk/text";

/** How sure a fact is: what is our own, or found on a single page, is never shown as the standard's. */
export function Source({ of, confirmedBy }: { of: Schemas["FactSource"]; confirmedBy?: string | null }) {
  const t = useText();
  const colour = confirmedBy || of === "body" ? "green" : of === "ours" || of === "one" || of === "memory" ? "gold" : "default";
  return (
    <Tooltip title={confirmedBy ?? t(`Certification:sourceHint.${of}`)}>
      <Tag color={colour}>{t(`Certification:source.${of}`)}</Tag>
    </Tooltip>
  );
}
