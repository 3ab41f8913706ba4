import { useSession } from "./session";
import { useText } from "./text";
import { fullTimeText, timeText } from "./times";
import { useNow } from "./useNow";

/** A moment in the company's zone. */
export function Time({ at }: { at: string }) {
  const t = useText();
  const { timeZone } = useSession();
  const now = useNow(60);
  return (
    <time dateTime={at} title={fullTimeText(at, timeZone)}>
      {timeText(t, at, timeZone, now)}
    </time>
  );
}
