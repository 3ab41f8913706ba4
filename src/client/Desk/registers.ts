import { useQuery } from "@tanstack/react-query";
import { all, answer, api, type Schemas } from "./api";
import { useSession } from "./session";
import { useLanguage, useText } from "./text";

/** The short lists that names are looked up in; read once and kept for some minutes. */
const keeping = { staleTime: 5 * 60_000 };

export function useKinds() {
  const language = useLanguage();
  const { data } = useQuery({ queryKey: ["kinds"], queryFn: () => answer(api.GET("/api/v1/kinds")), ...keeping });
  const kinds = data?.items ?? [];
  const nameOf = (it: { nameZh: string; nameEn: string }) => (language === "en" ? it.nameEn : it.nameZh);
  const find = (code: string): Schemas["Kind"] | undefined => kinds.find((it) => it.code === code);
  return { kinds, find, nameOf, name: (code: string) => nameOf(find(code) ?? { nameZh: code, nameEn: code }) };
}

export function useOutlets() {
  const { data, isPending } = useQuery({
    queryKey: ["outlets"],
    queryFn: () => all((cursor) => answer(api.GET("/api/v1/outlets", { params: { query: { limit: "200", cursor } } as object }))),
    ...keeping,
  });
  return { ...named(data ?? []), isPending };
}

export function usePeople() {
  const t = useText();
  const { share } = useSession();
  const { data, isPending } = useQuery({
    enabled: !share,
    queryKey: ["people"],
    queryFn: () => all((cursor) => answer(api.GET("/api/v1/people", { params: { query: { limit: "200", cursor } } as object }))),
    ...keeping,
  });
  const people = named(data ?? []);
  /** Who did something, of "person/…", "system/…" or "import/…". */
  const by = (who: string) => {
    const [sort, id = ""] = who.split("/");
    if (sort === "person") return people.name(id) ?? t("Desk:by.somebody");
    return t(sort === "import" ? "Desk:by.import" : "Desk:by.system");
  };
  return { ...people, by, isPending };
}

export function useCompany() {
  const { tenantId, share } = useSession();
  const { data } = useQuery({
    queryKey: ["company", tenantId],
    queryFn: () => answer(api.GET("/api/v1/tenants/current")),
    // An auditor from outside is told nothing of settings.
    enabled: !share,
    ...keeping,
  });
  return data;
}

function named<T extends { id: string; name: string }>(items: T[]) {
  const names = new Map(items.map((it) => [it.id, it.name]));
  return { items, name: (id: string | null | undefined) => (id ? names.get(id) : undefined) };
}
