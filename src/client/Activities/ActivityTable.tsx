import { Link } from "react-router";
import { useKinds, useOutlets, usePeople } from "../Desk/registers";
import { Time } from "../Desk/Time";
import { useTerm } from "../Desk/terms";
import { useText } from "../Desk/text";
import { type Activity, DueMark, PriorityMark, SeverityMark, StatusMark, useTitle } from "./Marks";

/** A table on a desk, a pile of cards on a phone: one markup, laid out by list.css. */
export function ActivityTable({ items, chosen }: { items: Activity[]; chosen: number }) {
  const t = useText();
  return (
    <table className="activities">
      <thead>
        <tr>
          <th scope="col">{t("Activities:column.status")}</th>
          <th scope="col">{t("Activities:column.matter")}</th>
          <th scope="col">{t("Activities:column.due")}</th>
          <th scope="col">{t("Activities:column.category")}</th>
          <th scope="col">{t("Activities:column.assignee")}</th>
          <th scope="col">{t("Activities:column.outlet")}</th>
          <th scope="col">{t("Activities:column.occurredAt")}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((activity, index) => (
          <Row key={activity.id} activity={activity} index={index} chosen={index === chosen} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ activity, index, chosen }: { activity: Activity; index: number; chosen: boolean }) {
  const { name: kindName } = useKinds();
  const outlets = useOutlets();
  const people = usePeople();
  const term = useTerm();
  const title = useTitle();
  const { customer, product } = activity;
  const about = [customer?.name, customer?.phone, product?.model, activity.externalId].filter(Boolean).join(" · ");
  return (
    <tr data-row={index} className={chosen ? "row-chosen" : ""} aria-selected={chosen}>
      <td className="cell-status">
        <StatusMark status={activity.status} />
      </td>
      <td className="cell-matter">
        <Link to={`/activities/${activity.id}`}>
          <span className="kind">{kindName(activity.kind)}</span>
          <span className="title">{title(activity)}</span>
        </Link>
        <div className="about">
          <PriorityMark priority={activity.priority} />
          <SeverityMark severity={activity.severity} />
          {about}
        </div>
      </td>
      <td className="cell-due">
        <DueMark activity={activity} />
      </td>
      <td className="cell-category">{activity.category && term("category", activity.category)}</td>
      <td className="cell-assignee">
        {people.name(activity.assigneeId) ?? activity.queueId ?? <span className="faint">—</span>}
      </td>
      <td className="cell-outlet">{outlets.name(activity.outletId)}</td>
      <td className="cell-time">
        <Time at={activity.occurredAt} />
        <small>{term("channel", activity.channel)}</small>
      </td>
    </tr>
  );
}
