/**
 * @file Dates as people write them, read in the time zone of the class, and days that begin at the same clock time on either
 * side of a change to summer time. The zone is an IANA name; its rules are Node's own (Intl).
 */

/** A time on the clock of a zone. */
export interface Clock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string): Intl.DateTimeFormat {
  let found = formats.get(zone);
  if (!found) {
    const parts = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" } as const;
    found = new Intl.DateTimeFormat("en-US", {
      ...parts,
      second: "numeric",
      hourCycle: "h23",
      timeZone: zone,
      era: "short",
    });
    formats.set(zone, found);
  }
  return found;
}

/** The zone of this machine. */
export function localZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}

/** A zone that exists, or an error. */
export function checkedZone(zone: string): string {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    throw new RangeError(`time zone: must be a name such as Europe/Vienna or UTC, got ${JSON.stringify(zone)}`);
  }
}

/** What the clock of a zone shows at an instant, ms since 1970. */
export function clockAt(at: number, zone: string): Clock {
  const part: Record<string, number> = {};
  for (const { type, value } of format(zone).formatToParts(at)) part[type] = Number(value);
  const { year, month, day, hour, minute, second } = part;
  return { year, month, day, hour, minute, second };
}

const asIfUtc = ({ year, month, day, hour, minute, second }: Clock): number =>
  Date.UTC(year, month - 1, day, hour, minute, second);

/**
 * The instant at which the clock of a zone shows a time. In the hour that comes twice it is the first; in the hour that is
 * left out it is as far behind the change as the clock says.
 */
export function instantOf(clock: Clock, zone: string): number {
  const wanted = asIfUtc(clock);
  const offset = (at: number): number => asIfUtc(clockAt(at, zone)) - at;
  const before = offset(wanted - 86_400_000);
  const after = offset(wanted + 86_400_000);
  for (const candidate of [wanted - Math.max(before, after), wanted - Math.min(before, after)])
    if (asIfUtc(clockAt(candidate, zone)) === wanted) return candidate;
  return wanted - before;
}

/** The same clock time, days later. */
export function daysLater(at: number, days: number, zone: string): number {
  const whole = Math.floor(at / 1000) * 1000;
  const clock = clockAt(whole, zone);
  return instantOf({ ...clock, day: clock.day + days }, zone) + (at - whole);
}

const LOCAL = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;
const ZONED = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?) ?(Z|[+-]\d{2}:?\d{2})$/;

/**
 * Reads `2026-12-01` (the end of that day), `2026-12-01 18:00`, or ISO with an offset.
 *
 * @param zone - where a time without an offset is read
 * @returns ms since 1970
 */
export function parseDate(text: string, zone: string): number {
  const trimmed = text.trim();
  const bad = (): never => {
    throw new RangeError(
      `date: must be like 2026-12-01, "2026-12-01 18:00" or 2026-12-01T18:00+01:00, got ${JSON.stringify(text)}`,
    );
  };
  const zoned = ZONED.exec(trimmed);
  if (zoned) {
    const at = Date.parse(`${zoned[1]}T${zoned[2]}${zoned[3].replace(/^([+-]\d\d)(\d\d)$/, "$1:$2")}`);
    return Number.isNaN(at) ? bad() : at;
  }
  const local = LOCAL.exec(trimmed);
  if (!local) return bad();
  const whole = local[4] === undefined; // a day without a time ends with its last second
  const [year, month, day, hour, minute, second] = local
    .slice(1)
    .map((part, i) => (part !== undefined ? Number(part) : whole ? [0, 0, 0, 23, 59, 59][i] : 0));
  const clock: Clock = { year, month, day, hour, minute, second };
  const check = new Date(asIfUtc(clock));
  if (check.getUTCMonth() !== month - 1 || check.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59) bad();
  return instantOf(clock, zone);
}

/** An instant as `2026-12-01 18:00 Europe/Vienna`; seconds only where there are some. */
export function showDate(at: number, zone: string): string {
  const { year, month, day, hour, minute, second } = clockAt(at, zone);
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}${second ? `:${two(second)}` : ""} ${zone}`;
}
