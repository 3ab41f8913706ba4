const day = 86_400_000;

/** Dates in order as runs of neighbours, first and last: seven days off are one holiday. */
export function runs(dates: string[]): [first: string, last: string][] {
  const all: [string, string][] = [];
  for (const date of dates.toSorted()) {
    const run = all.at(-1);
    if (run && Date.parse(date) - Date.parse(run[1]) === day) run[1] = date;
    else all.push([date, date]);
  }
  return all;
}
