import type { ReactNode } from "react";
import { useKinds, useOutlets, usePeople } from "../Desk/registers";
import { Time } from "../Desk/Time";
import { useTerm } from "../Desk/terms";
import { useText } from "../Desk/text";
import { useExtraText } from "./extra";
import { LinkedActivity } from "./LinkedActivity";
import type { Activity } from "./Marks";

/** All that is known of an activity; what is not known takes no room. */
export function FactsCard({ activity }: { activity: Activity }) {
  const t = useText();
  return (
    <section className="card">
      <h2>{t("Activities:detail.facts")}</h2>
      <p className="words">{activity.text || <span className="quiet">{t("Activities:detail.hidden")}</span>}</p>
      <dl className="facts">
        <Basics activity={activity} />
        <Customer activity={activity} />
        <Extra activity={activity} />
        <Outcome activity={activity} />
      </dl>
    </section>
  );
}

function Fact({ name, wide, children }: { name: string; wide?: boolean; children: ReactNode }) {
  if (children === null || children === undefined || children === "" || children === false) return null;
  return (
    <div className={wide ? "fact-wide" : undefined}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Basics({ activity: a }: { activity: Activity }) {
  const t = useText();
  const term = useTerm();
  const outlets = useOutlets();
  const people = usePeople();
  return (
    <>
      <Fact name={t("Activities:field.occurredAt")}>
        <Time at={a.occurredAt} />
      </Fact>
      <Fact name={t("Activities:field.channel")}>{term("channel", a.channel)}</Fact>
      <Fact name={t("Activities:field.recorded")}>
        {term("recorded", a.recorded)}
        {a.amended && ` · ${t("Activities:detail.amended")}`}
      </Fact>
      <Fact name={t("Activities:field.priority")}>{term("priority", a.priority)}</Fact>
      <Fact name={t("Activities:field.outletId")}>{outlets.name(a.outletId)}</Fact>
      <Fact name={t("Activities:field.assigneeId")}>{people.name(a.assigneeId) ?? a.queueId}</Fact>
      <Fact name={t("Activities:field.source")}>{a.source}</Fact>
      <Fact name={t("Activities:field.externalId")}>{a.externalId}</Fact>
      <Fact name={t("Activities:field.callId")}>{a.callId}</Fact>
    </>
  );
}

function Customer({ activity: { customer, product, masked } }: { activity: Activity }) {
  const t = useText();
  return (
    <>
      <Fact name={t("Activities:field.customer")}>{customer?.name}</Fact>
      <Fact name={t("Activities:field.customer.phone")}>
        {customer?.phone && !masked ? <a href={`tel:${customer.phone}`}>{customer.phone}</a> : customer?.phone}
      </Fact>
      <Fact name={t("Activities:field.customer.email")}>
        {customer?.email && !masked ? <a href={`mailto:${customer.email}`}>{customer.email}</a> : customer?.email}
      </Fact>
      <Fact name={t("Activities:field.customer.address")}>{[customer?.region, customer?.address].filter(Boolean).join(" ")}</Fact>
      <Fact name={t("Activities:field.product.model")}>{product?.model}</Fact>
      <Fact name={t("Activities:field.product.serialNo")}>{product?.serialNo}</Fact>
      <Fact name={t("Activities:field.product.purchasedAt")}>{product?.purchasedAt}</Fact>
    </>
  );
}

function Extra({ activity }: { activity: Activity }) {
  const { find, nameOf } = useKinds();
  const extraText = useExtraText();
  const values = activity.fields as Record<string, unknown>;
  const definitions = find(activity.kind)?.fields.filter((it) => it.name in values) ?? [];
  return definitions.map((it) => (
    <Fact key={it.name} name={nameOf(it)} wide={it.type === "text"}>
      {extraText(it, values[it.name])}
    </Fact>
  ));
}

function Outcome({ activity: a }: { activity: Activity }) {
  const t = useText();
  const term = useTerm();
  const people = usePeople();
  return (
    <>
      {a.visit && (
        <Fact name={t("Activities:field.visit")}>
          {term("visit", a.visit.state)} · <Time at={a.visit.scheduledAt} />
          {a.visit.technicianId && ` · ${people.name(a.visit.technicianId) ?? ""}`}
        </Fact>
      )}
      {a.holdReason && <Fact name={term("status", "onHold")}>{a.holdReason}</Fact>}
      {a.heldUntil && (
        <Fact name={t("Activities:field.until")}>
          <Time at={a.heldUntil} />
        </Fact>
      )}
      <Fact name={t("Activities:field.respondedAt")}>
        {a.answeredInContact ? t("Activities:field.inContact") : a.respondedAt && <Time at={a.respondedAt} />}
      </Fact>
      <Fact name={t("Activities:field.resolvedAt")}>{a.resolvedAt && <Time at={a.resolvedAt} />}</Fact>
      <Fact name={t("Activities:field.closedAt")}>{a.closedAt && <Time at={a.closedAt} />}</Fact>
      <Fact name={t("Activities:field.outcome")}>{a.outcome}</Fact>
      <Fact name={t("Activities:field.cause")}>{a.cause}</Fact>
      <Fact name={t("Activities:field.remedy")}>{a.remedy}</Fact>
      <Fact name={t("Activities:field.satisfaction")}>{a.satisfaction}</Fact>
      {a.mergedInto && (
        <Fact name={t("Activities:detail.mergedInto")} wide>
          <LinkedActivity id={a.mergedInto} />
        </Fact>
      )}
      {a.links.map((it) => (
        <Fact key={it.activityId} name={`${t("Activities:detail.links")} · ${term("relation", it.relation)}`} wide>
          <LinkedActivity id={it.activityId} />
        </Fact>
      ))}
    </>
  );
}
