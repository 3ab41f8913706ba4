import type { Schemas } from "../Desk/api";
import { useSession } from "../Desk/session";
import { dateText } from "../Desk/times";

/** A pack's period as people name it: with its last day, where the API names the day after. */
export function usePeriodText(): (pack: Pick<Schemas["EvidencePackView"], "from" | "to">) => string {
  const { timeZone } = useSession();
  return ({ from, to }) => `${dateText(new Date(from), timeZone)} – ${dateText(new Date(Date.parse(to) - 1), timeZone)}`;
}
