import { type Schemas, send } from "../Desk/api";
import { useKeyFor } from "../Desk/idempotency";
import { useChanged } from "./activities";
import type { Activity } from "./Marks";
import type { Verb } from "./verbs";

/** Does something to an activity. It says which version was seen, so that nobody's change is overwritten unread. */
export function useVerb({ id, version }: Activity): (verb: Verb, asked: object) => Promise<void> {
  const keyFor = useKeyFor();
  const changed = useChanged();
  return async (verb, asked) => {
    const body = JSON.stringify(asked);
    await send<Schemas["ActivityView"]>(`/api/v1/activities/${id}/${verb}`, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "If-Match": `"${version}"`,
        "Idempotency-Key": keyFor(`${version}${verb}${body}`),
      },
      body,
    });
    await changed(id);
  };
}
