import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api, type Schemas } from "../Desk/api";
import { useLanguage } from "../Desk/text";

export type RegisterOf = Schemas["RegisterView"];
export type Field = Schemas["RegisterFieldView"];
/** Values by field: text, numbers, yes and no, and lists of ids, each as its field's type has it. */
export type Values = Record<string, string | number | boolean | string[] | null | undefined>;
export type Entry = Omit<Schemas["RegisterEntryView"], "fields"> & { fields: Values };
export type Filter = Record<string, string | undefined>;

export function useRegisters() {
  return useQuery({ queryKey: ["registers"], queryFn: () => answer(api.GET("/api/v1/registers")), staleTime: Infinity });
}

/** The name of whatever is declared in both languages. */
export function useNameOf() {
  const language = useLanguage();
  return (it: { nameZh: string; nameEn: string }) => (language === "en" ? it.nameEn : it.nameZh);
}

export function useEntries(register: string, filter: Filter) {
  const list = useInfiniteQuery({
    queryKey: ["entries", register, filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET("/api/v1/{register}", {
          params: { path: { register }, query: { ...filter, limit: "50", cursor: pageParam } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  });
  return { ...list, items: (list.data?.pages.flatMap((page) => page.items) ?? []) as Entry[] };
}

export function useFigures(register: string) {
  const path = { register };
  return useQuery({
    queryKey: ["entries", register, "figures"],
    queryFn: () => answer(api.GET("/api/v1/{register}/figures", { params: { path } })),
  });
}

/** Figures rest on several registers, and links name entries of others: whatever changes, all of it is read again. */
export function useEntriesChanged() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: ["entries"] });
}

const shownAtMost = 7;

/** The fields a table has room for: the title first, then what is always there, then the rest; long texts stay in the form. */
export function columnsOf(register: RegisterOf): Field[] {
  const rank = (field: Field) => {
    if (field.name === register.title) return 0;
    if (field.name === register.dated || field.name === register.flow?.field) return 1;
    if (field.required) return 2;
    if (field.name === register.validUntil || register.filters.includes(field.name)) return 3;
    return 4;
  };
  return register.fields
    .filter((it) => it.type !== "longText" || it.name === register.title)
    .map((field, at) => ({ field, at }))
    .toSorted((a, b) => rank(a.field) - rank(b.field) || a.at - b.at)
    .slice(0, shownAtMost)
    .map((it) => it.field);
}

export type Lasting = "past" | "soon" | "on";

/** Whether something that holds until the end of a day still does, and for how long. */
export function lastingOf(until: string, today: string, soonDays = 90): Lasting {
  if (until < today) return "past";
  const days = (Date.parse(until) - Date.parse(today)) / 86_400_000;
  return days <= soonDays ? "soon" : "on";
}

/** What a flow allows next, the present step among it; all of it where there is no flow. */
export function nextSteps(register: RegisterOf, field: Field, present: string | undefined): Field["choices"] {
  const { flow } = register;
  if (flow?.field !== field.name) return field.choices;
  const first = field.choices[0]?.value;
  if (present === undefined) return field.choices.filter((it) => it.value === first);
  const next = flow.steps.filter((it) => it.from === present).map((it) => it.to);
  return field.choices.filter((it) => it.value === present || next.includes(it.value));
}
