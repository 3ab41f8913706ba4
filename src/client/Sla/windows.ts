/** "9：00—12：00" and the like as the calendar writes it; what is no window stays as typed, for the server to name. */
export function windowOf(typed: string): string {
  const found = /^\s*(\d{1,2})[:：](\d{2})\s*[-–—~～至]+\s*(\d{1,2})[:：](\d{2})\s*$/.exec(typed);
  if (!found) return typed.trim();
  const [from, fromMinute, to, toMinute] = found.slice(1) as [string, string, string, string];
  return `${from.padStart(2, "0")}:${fromMinute}-${to.padStart(2, "0")}:${toMinute}`;
}

/** Every date from the first to the last, both written yyyy-MM-dd. */
export function datesBetween(first: string, last: string): string[] {
  const dates: string[] = [];
  for (let at = Date.parse(first); at <= Date.parse(last); at += 86_400_000) dates.push(new Date(at).toISOString().slice(0, 10));
  return dates;
}
