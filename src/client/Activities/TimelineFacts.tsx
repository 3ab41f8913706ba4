import type { ReactNode } from "react";
import type { Schemas } from "../Desk/api";
import { useKinds, useOutlets, usePeople } from "../Desk/registers";
import { Time } from "../Desk/Time";
import { type Terms, useTerm } from "../Desk/terms";
import { useText } from "../Desk/text";
import { useExtraText } from "./extra";
import { LinkedActivity } from "./LinkedActivity";
import { flat } from "./timeline";

/** What one event says, field by field; what is told elsewhere on the page is left out. */
export function TimelineFacts({ entry, kind }: { entry: Schemas["TimelineEntry"]; kind: string }) {
  const told = useTold(kind);
  const facts = flat(entry)
    .map(([path, value]) => [path, told(path, value)] as const)
    .filter(([, fact]) => fact);
  if (facts.length === 0) return null;
  return (
    <dl className="event-facts">
      {facts.map(([path, fact]) => (
        <div key={path}>
          <dt>{fact?.name}</dt>
          <dd>{fact?.value}</dd>
        </div>
      ))}
    </dl>
  );
}

const terms: Record<string, Terms> = {
  category: "category",
  severity: "severity",
  demand: "demand",
  priority: "priority",
  channel: "channel",
  relation: "relation",
  visibility: "visibility",
  unsignedReason: "unsignedReason",
  decision: "decision",
  advice: "rule",
};

const plain = [
  "reason",
  "note",
  "text",
  "subject",
  "outcome",
  "cause",
  "remedy",
  "queueId",
  "externalId",
  "signedBy",
  "score",
  "customer.name",
  "customer.phone",
  "customer.email",
  "customer.region",
  "customer.address",
  "product.model",
  "product.serialNo",
  "product.purchasedAt",
] as const;

function useTold(kind: string): (path: string, value: unknown) => { name: string; value: ReactNode } | undefined {
  const t = useText();
  const term = useTerm();
  const people = usePeople();
  const outlets = useOutlets();
  const { find, nameOf } = useKinds();
  const extraText = useExtraText();
  return (path, value) => {
    const extra = /^(?:personalF|f)ields\.(.+)$/.exec(path)?.[1];
    const definition = extra && find(kind)?.fields.find((it) => it.name === extra);
    if (definition) return { name: nameOf(definition), value: extraText(definition, value) };
    const as = String(value);
    const group = terms[path];
    if (group) return { name: t(`Activities:field.${path as "category"}`), value: term(group, as) };
    const known = plain.find((it) => it === path);
    if (known) return { name: t(`Activities:field.${known}`), value: as || t("Activities:detail.hidden") };
    switch (path) {
      case "assigneeId":
      case "technicianId":
        return { name: t(`Activities:field.${path}`), value: people.name(as) ?? t("Desk:by.somebody") };
      case "outletId":
        return { name: t("Activities:field.outletId"), value: outlets.name(as) };
      case "activityId":
      case "intoId":
        return { name: t(`Activities:field.${path}`), value: <LinkedActivity id={as} /> };
      case "until":
      case "scheduledAt":
      case "dueAt":
        return { name: t(`Activities:field.${path}`), value: <Time at={as} /> };
      case "inContact":
        return { name: t("Activities:field.inContact"), value: t("Desk:yes") };
      case "damaged":
        return { name: t("Activities:field.damaged"), value: t(value === true ? "Desk:yes" : "Desk:no") };
      case "attachment.name":
        return { name: t("Activities:field.name"), value: as || t("Activities:detail.hidden") };
      case "classification.category":
        return { name: t("Activities:field.category"), value: term("category", as) };
      case "classification.confidencePercent":
        return { name: t("Classification:confidenceName"), value: `${as}%` };
      default:
        return undefined;
    }
  };
}
