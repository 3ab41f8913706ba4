import i18next from "i18next";
import { useCallback } from "react";
import type words from "../Activities/zh-CN.json";
import { useLanguage } from "./text";

export type Terms = keyof (typeof words)["term"];

/** Words for the API's codes; one that we have no word for is a company's own and stands for itself. */
export function useTerm(): (group: Terms, code: string) => string {
  const language = useLanguage();
  return useCallback(
    (group, code) => {
      const key = `Activities:term.${group}.${code}`;
      return i18next.exists(key, { lng: language }) ? i18next.t(key, { lng: language }) : code;
    },
    [language],
  );
}

/** All codes of a group, in the order they are offered. */
export function codesOf(group: Terms): string[] {
  return Object.keys(i18next.getResource(i18next.language, "Activities", `term.${group}`) ?? {});
}
