import type { Schemas } from "../Desk/api";
import { useText } from "../Desk/text";

const places = ["activities", "values", "files", "importRows", "trainingRows", "models", "workItems", "packs"] as const;

/** How many of each go, or went; what there is none of is left out. */
export function WhatGoes({ counts }: { counts: Schemas["ErasureCounts"] }) {
  const t = useText();
  return (
    <ul className="what-goes">
      {places
        .filter((place) => counts[place] > 0)
        .map((place) => (
          <li key={place}>{t(`Customers:count.${place}`, { count: counts[place] })}</li>
        ))}
    </ul>
  );
}
