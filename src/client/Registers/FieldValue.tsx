import { useCompany, useKinds } from "../Desk/registers";
import { useText } from "../Desk/text";
import { type Entry, type Field, lastingOf, type RegisterOf, useNameOf } from "./registers";

/** The day where the company is, as yyyy-MM-dd. */
export function useToday(): string {
  const company = useCompany();
  return new Intl.DateTimeFormat("sv-SE", { timeZone: company?.timeZone ?? "Asia/Shanghai" }).format(new Date());
}

/** A value in words: choices and links by name, a last day by how near it is. */
export function FieldValue({ register, field, entry }: { register: RegisterOf; field: Field; entry: Entry }) {
  const t = useText();
  const nameOf = useNameOf();
  const kinds = useKinds();
  const today = useToday();
  const value = entry.fields[field.name];
  if (value === undefined || value === null || value === "") return null;
  switch (field.type) {
    case "choice": {
      const choice = field.choices.find((it) => it.value === value);
      return <span className={`state-${value}`}>{choice ? nameOf(choice) : String(value)}</span>;
    }
    case "yesNo":
      return t(value ? "Desk:yes" : "Desk:no");
    case "link":
    case "links": {
      const named = (id: string) => (field.target === "kinds" ? kinds.name(id) : (entry.labels[id] ?? t("Registers:hidden")));
      return [value].flat().map(String).map(named).join(", ");
    }
    case "money":
      return <span className="entry-number">{Number(value).toLocaleString(undefined, { minimumFractionDigits: 2 })}</span>;
    case "number":
      return <span className="entry-number">{Number(value).toLocaleString()}</span>;
    case "date":
      return (
        <time
          dateTime={String(value)}
          className={`nowrap ${field.name === register.validUntil ? `lasting-${lastingOf(String(value), today)}` : ""}`}
        >
          {String(value)}
        </time>
      );
    default:
      return String(value);
  }
}
