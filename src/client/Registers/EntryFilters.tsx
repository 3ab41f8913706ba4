import { Input, Select, Switch } from "antd";
import { useText } from "../Desk/text";
import { LinkInput } from "./LinkInput";
import type { Filter, RegisterOf } from "./registers";
import { useNameOf } from "./registers";

interface Props {
  register: RegisterOf;
  filter: Filter;
  onChange: (filter: Record<string, string>) => void;
}

/** What a register's list can be asked: its text, its declared fields, and what holds today. */
export function EntryFilters({ register, filter, onChange }: Props) {
  const t = useText();
  const nameOf = useNameOf();
  const set = (name: string, value: string | undefined) =>
    onChange(Object.fromEntries(Object.entries({ ...filter, [name]: value }).filter(([, it]) => it)) as Record<string, string>);
  return (
    <div className="entry-filters">
      <Input.Search
        allowClear
        defaultValue={filter.q}
        placeholder={t("Registers:search")}
        aria-label={t("Registers:search")}
        onSearch={(q) => set("q", q.trim())}
      />
      {register.filters.map((name) => {
        const field = register.fields.find((it) => it.name === name);
        if (!field || field.target === "people" || field.target === "activities" || field.type === "text") return null;
        if (field.target)
          return (
            <LinkInput
              key={name}
              target={field.target}
              value={filter[name]}
              onChange={(value) => set(name, value as string | undefined)}
              placeholder={nameOf(field)}
            />
          );
        const options =
          field.type === "yesNo"
            ? [
                { value: "true", label: t("Desk:yes") },
                { value: "false", label: t("Desk:no") },
              ]
            : field.choices.map((it) => ({ value: it.value, label: nameOf(it) }));
        return (
          <Select
            key={name}
            allowClear
            value={filter[name]}
            placeholder={nameOf(field)}
            aria-label={nameOf(field)}
            options={options}
            onChange={(value) => set(name, value)}
          />
        );
      })}
      {(register.validFrom || register.validUntil) && (
        <span className="row nowrap">
          <Switch
            size="small"
            aria-label={t("Registers:inForce")}
            checked={filter.asOf === "today"}
            onChange={(on) => set("asOf", on ? "today" : undefined)}
          />
          {t("Registers:inForce")}
        </span>
      )}
    </div>
  );
}
