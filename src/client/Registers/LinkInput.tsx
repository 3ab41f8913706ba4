import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useState } from "react";
import { answer, api } from "../Desk/api";
import { useKinds, useOutlets, usePeople } from "../Desk/registers";
import { useText } from "../Desk/text";
import { type Entry, useRegisters } from "./registers";

interface Props {
  target: string;
  multiple?: boolean;
  /** Names of what is chosen already. */
  labels?: Record<string, string>;
  placeholder?: string;
  id?: string;
  value?: string | string[];
  onChange?: (value: string | string[] | undefined) => void;
}

const found = 30;

/** Chooses what a link names: typed words are looked for where it stands. */
export function LinkInput({ target, multiple, labels, placeholder, ...given }: Props) {
  const t = useText();
  const [words, setWords] = useState("");
  const { options, filtered } = useTargets(target, words);
  const known = [given.value ?? []].flat().filter((id) => !options.some((it) => it.value === id));
  return (
    <Select
      {...given}
      mode={multiple ? "multiple" : undefined}
      allowClear
      aria-label={placeholder}
      placeholder={placeholder ?? t("Registers:choose")}
      showSearch={filtered ? { filterOption: false, onSearch: setWords } : { optionFilterProp: "label" }}
      options={[...known.map((id) => ({ value: id, label: labels?.[id] ?? id })), ...options]}
    />
  );
}

function useTargets(target: string, words: string): { options: { value: string; label: string }[]; filtered: boolean } {
  const outlets = useOutlets();
  const people = usePeople();
  const kinds = useKinds();
  const { data: registers } = useRegisters();
  const register = registers?.items.find((it) => it.name === target);
  const short = ["outlets", "people", "kinds"].includes(target);
  const { data } = useQuery({
    queryKey: ["entries", target, "options", words],
    enabled: !short && (target === "activities" || register !== undefined),
    placeholderData: (before) => before,
    queryFn: async () => {
      const query = { limit: String(found), ...(words ? { q: words } : {}) };
      if (target === "activities") {
        const page = await answer(api.GET("/api/v1/activities", { params: { query } }));
        return page.items.map((it) => ({
          value: it.id,
          label: it.subject || it.externalId || it.text.slice(0, 30) || it.id.slice(-8),
        }));
      }
      const page = await answer(api.GET("/api/v1/{register}", { params: { path: { register: target }, query } }));
      return (page.items as Entry[]).map((it) => ({ value: it.id, label: labelOf(it, register?.title ?? "") }));
    },
  });
  if (target === "outlets") return { options: outlets.items.map((it) => ({ value: it.id, label: it.name })), filtered: false };
  if (target === "people") return { options: people.items.map((it) => ({ value: it.id, label: it.name })), filtered: false };
  if (target === "kinds")
    return { options: kinds.kinds.map((it) => ({ value: it.code, label: kinds.nameOf(it) })), filtered: false };
  return { options: data ?? [], filtered: true };
}

/** What names an entry, and what tells it from others of that name. */
function labelOf(entry: Entry, title: string): string {
  const name = entry.fields[title];
  const { staffNumber, number, version } = entry.fields;
  return [entry.labels[String(name)] ?? name, staffNumber ?? version ?? number].filter(Boolean).join(" · ") || entry.id.slice(-8);
}
