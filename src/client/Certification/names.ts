import type { Schemas } from "../Desk/api";
import type { Language } from "../Desk/text";

/** Schemes carry their own words in both languages. */
export function inLanguage(language: Language, name: Schemas["Bilingual"]): string {
  return language === "en" ? name.en : name.zh;
}
