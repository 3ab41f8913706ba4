import i18next, { type ResourceLanguage } from "i18next";
import { useCallback, useSyncExternalStore } from "react";
import type { Key } from "./words";

export type Language = "zh-CN" | "en";

/** A word of a room, "Activities:list.title"; one that no room has is a type error. */
export type Text = (key: Key, values?: Record<string, string | number | undefined>) => string;

const chosen = "servicetrack.language";

/** Starts with the words of some rooms, in the language chosen before, else in the browser's. */
export async function startText(chinese: ResourceLanguage, english: ResourceLanguage): Promise<void> {
  await i18next.init({
    lng: preferred(),
    fallbackLng: false,
    resources: { "zh-CN": chinese, en: english },
    interpolation: { escapeValue: false },
    parseMissingKeyHandler: (key) => {
      console.error(`No word for ${key}.`);
      return key;
    },
  });
  show();
  i18next.on("languageChanged", show);
}

/** The word function of the present language; what uses it is drawn anew when the language changes. */
export function useText(): Text {
  const language = useLanguage();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another language makes another function
  return useCallback((key, values) => i18next.t(key, values), [language]);
}

export function useLanguage(): Language {
  return useSyncExternalStore(
    (changed) => {
      i18next.on("languageChanged", changed);
      return () => i18next.off("languageChanged", changed);
    },
    () => i18next.language as Language,
  );
}

/** "A, B and C". */
export function listText(language: Language, items: string[]): string {
  return new Intl.ListFormat(language).format(items);
}

export function chooseLanguage(to: Language): void {
  localStorage.setItem(chosen, to);
  void i18next.changeLanguage(to);
}

function preferred(): Language {
  const wanted = localStorage.getItem(chosen) ?? navigator.languages.find((it) => /^(zh|en)/i.test(it)) ?? "zh-CN";
  return wanted.toLowerCase().startsWith("en") ? "en" : "zh-CN";
}

function show() {
  document.documentElement.lang = i18next.language;
}
