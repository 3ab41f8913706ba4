import type { Schemas } from "../Desk/api";
import { useKinds } from "../Desk/registers";
import { useText } from "../Desk/text";
import { useNameOf, useRegisters } from "../Registers/registers";

/** What the records are called that a rule names, and where the desk shows them. */
export function useRecords() {
  const t = useText();
  const kinds = useKinds();
  const nameOf = useNameOf();
  const { data } = useRegisters();
  const find = (name: string) => data?.items.find((it) => it.name === name);

  const nameOfRule = ({ from, named, kinds: codes, severities }: Schemas["EvidenceRule"]): string => {
    if (from === "activities") {
      if (codes?.length) return codes.map(kinds.name).join(" / ");
      return t(severities?.length ? "Certification:coverage.grave" : "Certification:coverage.anyKind");
    }
    if (from === "document") {
      const type = find("documents")?.fields.find((it) => it.name === "type");
      return nameOf(type?.choices.find((it) => it.value === named) ?? { nameZh: named ?? "", nameEn: named ?? "" });
    }
    if (from === "measure") return t("Certification:coverage.measure");
    const register = find(named ?? "");
    return register ? nameOf(register) : t("Desk:go.outlets");
  };

  /** A list that the API names by its own address. */
  const address = (list: string): string => {
    const [path = "", query] = list.replace("/api/v1/", "").split("?");
    const register = find(path);
    const desk = register ? `/registers/${register.room}/${path}` : path.startsWith("reports") ? "/dashboard" : `/${path}`;
    return query && !path.startsWith("reports") ? `${desk}?${query}` : desk;
  };

  return { nameOfRule, address };
}
