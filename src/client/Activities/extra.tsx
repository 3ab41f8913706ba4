import type { ReactNode } from "react";
import type { Schemas } from "../Desk/api";
import { Time } from "../Desk/Time";
import { useText } from "../Desk/text";
import { useChoiceText } from "./KindInput";

/** The value of a kind's extra field as people read it; a yes may come as true or, from the journal, as its word. */
export function useExtraText(): (field: Schemas["FieldDefinition"], value: unknown) => ReactNode {
  const t = useText();
  const choice = useChoiceText();
  return ({ type, name }, value) => {
    if (type === "yesNo") return t(String(value) === "true" ? "Desk:yes" : "Desk:no");
    if (type === "time") return <Time at={String(value)} />;
    if (type === "choice") return choice(name, String(value));
    return String(value) || t("Activities:detail.hidden");
  };
}
