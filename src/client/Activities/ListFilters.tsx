import { DatePicker, Select } from "antd";
import dayjs from "dayjs";
import { useKinds, useOutlets, usePeople } from "../Desk/registers";
import { codesOf, useTerm } from "../Desk/terms";
import { useText } from "../Desk/text";
import { Conditions } from "./Conditions";
import { type Filter, type Offered, offered } from "./filter";

type Choice = { value: string; label: string };

export function ListFilters({ filter, onChange }: { filter: Filter; onChange: (next: Filter) => void }) {
  const t = useText();
  const choices = useChoices();
  const sorts = ["-occurredAt", "occurredAt", "dueAt"] as const;
  return (
    <>
      <details className="filters" open={window.innerWidth > 800}>
        <summary>{t("Activities:list.filters")}</summary>
        <div className="filter-bar">
          {offered.map((name) => (
            <Select
              key={name}
              mode="multiple"
              allowClear
              maxTagCount={1}
              maxTagTextLength={8}
              placeholder={t(`Activities:field.${name}`)}
              aria-label={t(`Activities:field.${name}`)}
              popupMatchSelectWidth={false}
              showSearch={{ optionFilterProp: "label" }}
              options={choices[name]}
              value={filter[name] ?? []}
              onChange={(values: string[]) => onChange({ ...filter, [name]: values })}
            />
          ))}
          <DatePicker.RangePicker
            allowEmpty={[true, true]}
            placeholder={[t("Activities:list.from"), t("Activities:list.to")]}
            value={[day(filter.from), day(filter.to)?.subtract(1, "day")]}
            onChange={(range) =>
              onChange({
                ...filter,
                from: range?.[0]?.format("YYYY-MM-DD"),
                // The API's interval is half-open; people name the last day they mean.
                to: range?.[1]?.add(1, "day").format("YYYY-MM-DD"),
              })
            }
          />
          <Select
            aria-label={t("Activities:list.sort")}
            disabled={Boolean(filter.q)}
            value={filter.sort ?? "-occurredAt"}
            options={sorts.map((value) => ({ value, label: t(`Activities:list.sorts.${value}`) }))}
            onChange={(sort) => onChange({ ...filter, sort: sort === "-occurredAt" ? undefined : sort })}
          />
        </div>
      </details>
      <Conditions filter={filter} onChange={onChange} />
    </>
  );
}

function useChoices(): Record<Offered, Choice[]> {
  const t = useText();
  const term = useTerm();
  const { kinds, nameOf } = useKinds();
  const outlets = useOutlets();
  const people = usePeople();
  const terms = (group: "status" | "sla" | "category" | "severity" | "channel", codes: string[]) =>
    codes.map((value) => ({ value, label: term(group, value) }));
  const names = (items: { id: string; name: string }[]) => items.map(({ id, name }) => ({ value: id, label: name }));
  return {
    status: terms("status", codesOf("status")),
    sla: terms("sla", codesOf("sla")),
    kind: kinds.map((it) => ({ value: it.code, label: nameOf(it) })),
    assigneeId: [{ value: "none", label: t("Activities:list.view.unassigned") }, ...names(people.items)],
    category: terms("category", codesOf("category")),
    severity: terms("severity", codesOf("severity")),
    channel: terms("channel", codesOf("channel")),
    outletId: names(outlets.items),
  };
}

/** A bound with a time, as a tile of the dashboard gives it, is no day. */
function day(text: string | undefined) {
  return text && !text.includes("T") ? dayjs(text) : null;
}
