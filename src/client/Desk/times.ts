import type { Text } from "./text";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export interface Wall {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

/** What the clocks on the wall of a zone show at an instant. */
export function wallOf(at: Date, zone: string): Wall {
  const parts = format("en-GB", zone, { dateStyle: "short", timeStyle: "short" }).formatToParts(at);
  const of = (type: string) => Number(parts.find((it) => it.type === type)?.value);
  return { year: of("year"), month: of("month"), day: of("day"), hour: of("hour"), minute: of("minute") };
}

/** The instant at which the wall shows a time; of two in autumn the first, of none in spring the one an hour later. */
export function instantOf(wall: Wall, zone: string): Date {
  const wanted = utc(wall);
  const offsetAt = (at: number) => utc(wallOf(new Date(at), zone)) - at;
  const candidates = [offsetAt(wanted - day), offsetAt(wanted + day)].map((offset) => wanted - offset);
  const exact = candidates.filter((at) => utc(wallOf(new Date(at), zone)) === wanted);
  return new Date(exact.length > 0 ? Math.min(...exact) : Math.max(...candidates));
}

/** "today 14:20", "21 Nov 14:20", with the year where it is another one. */
export function timeText(t: Text, at: string | Date, zone: string, now: Date): string {
  const date = new Date(at);
  const [then, today] = [wallOf(date, zone), wallOf(now, zone)];
  const time = `${two(then.hour)}:${two(then.minute)}`;
  const apart = (utc({ ...then, hour: 0, minute: 0 }) - utc({ ...today, hour: 0, minute: 0 })) / day;
  if (apart === 0) return t("Desk:time.today", { time });
  if (apart === -1) return t("Desk:time.yesterday", { time });
  if (apart === 1) return t("Desk:time.tomorrow", { time });
  return `${dateText(date, zone, then.year === today.year)} ${time}`;
}

export function dateText(at: Date, zone: string, yearIsPlain = false): string {
  return format(document.documentElement.lang, zone, {
    ...(yearIsPlain ? {} : { year: "numeric" }),
    month: "short",
    day: "numeric",
  }).format(at);
}

/** The whole truth, for the tip that hovers. */
export function fullTimeText(at: string | Date, zone: string): string {
  return format(document.documentElement.lang, zone, { dateStyle: "full", timeStyle: "medium" }).format(new Date(at));
}

/** Two units at most: "2 d 3 h", "45 min". */
export function durationText(t: Text, milliseconds: number): string {
  const span = Math.abs(milliseconds);
  if (span > 0 && span < minute) return t("Desk:time.underMinute");
  const [days, hours, minutes] = [Math.floor(span / day), Math.floor((span % day) / hour), Math.floor((span % hour) / minute)];
  return joined(
    t,
    days > 0 && t("Desk:time.days", { count: days }),
    hours > 0 && t("Desk:time.hours", { count: hours }),
    days === 0 && (minutes > 0 || hours === 0) && t("Desk:time.minutes", { count: minutes }),
  );
}

/** Working time is told in hours: a day of it would be eight of them to one reader and twenty-four to another. */
export function hoursText(t: Text, milliseconds: number): string {
  const span = Math.abs(milliseconds);
  if (span > 0 && span < minute) return t("Desk:time.underMinute");
  const [hours, minutes] = [Math.floor(span / hour), Math.floor((span % hour) / minute)];
  return joined(
    t,
    hours > 0 && t("Desk:time.hours", { count: hours }),
    (minutes > 0 || hours === 0) && t("Desk:time.minutes", { count: minutes }),
  );
}

/** Milliseconds of an ISO 8601 duration of days and smaller, negative ones too. */
export function durationOf(iso: string): number {
  const read = /^(-)?P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(iso);
  if (!read) throw new Error(`Not a duration: ${iso}`);
  const [days, hours, minutes, seconds] = read.slice(2).map((it) => Number(it ?? 0)) as [number, number, number, number];
  return (read[1] ? -1 : 1) * (days * day + hours * hour + minutes * minute + seconds * 1000);
}

function joined(t: Text, ...parts: (string | false)[]): string {
  const [first, second] = parts.filter((it) => it !== false);
  return second === undefined ? (first ?? "") : t("Desk:time.join", { first, second });
}

function utc(wall: Wall): number {
  return Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute);
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}

const formats = new Map<string, Intl.DateTimeFormat>();

// Making a format costs a hundred times what using it does.
function format(language: string, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${zone} ${JSON.stringify(options)}`;
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(language, { ...options, timeZone: zone, hourCycle: "h23" });
    formats.set(key, made);
  }
  return made;
}
