/**
 * @file What lateness costs: a grace, a share for each day begun, a floor, and a last day. A day begins at the clock time of
 * the due date, so a change to summer time gives nobody an hour and takes none.
 */

import { daysLater } from "./dates.ts";

/** A late policy, as the store keeps it. */
export interface LatePolicy {
  /** so much later is still on time */
  readonly graceMinutes: number;
  /** share of the points lost for each day begun: 0.1 is 10 %; 0 takes late work as it is */
  readonly perDay: number;
  /** the factor never falls below this before the last day */
  readonly floor: number;
  /** days after the due date on which the last work counts; null: no end; 0: late work is worth nothing */
  readonly untilDays: number | null;
}

/** Late work counts in full. */
export const forgiving: LatePolicy = { graceMinutes: 0, perDay: 0, floor: 0, untilDays: null };

/** Days begun after the due date; 0 when on time. */
export function daysLate(at: number, due: number, zone: string): number {
  if (at <= due) return 0;
  let days = Math.max(1, Math.floor((at - due) / 86_400_000) - 1);
  while (daysLater(due, days, zone) < at) days++;
  return days;
}

/** Seconds after the due date, without the grace: what a learner is told. */
export function secondsLate(at: number, due: number | null): number {
  return due === null ? 0 : Math.max(0, Math.ceil((at - due) / 1000));
}

/**
 * By what the points of an exercise are multiplied.
 *
 * @param at - when it was handed in, ms since 1970
 * @param due - when it should have been; null: no due date
 * @param zone - of the class
 * @returns 0 to 1
 */
export function lateFactor(at: number, due: number | null, policy: LatePolicy, zone: string): number {
  if (due === null || at <= due + policy.graceMinutes * 60_000) return 1;
  const days = daysLate(at, due, zone);
  if (policy.untilDays !== null && days > policy.untilDays) return 0;
  return Math.max(policy.floor, 1 - policy.perDay * days, 0);
}

const number = (text: string): number => Number(text.replace(",", "."));

/**
 * Reads a policy as it is typed: `none` (late counts in full), `zero` (late counts nothing), or parts in any order such as
 * `10% a day, at least 50%, until 7 days`.
 */
export function parseLate(text: string, graceMinutes = 0): LatePolicy {
  const wrong = (part: string): never => {
    throw new RangeError(
      `--late: must be none, zero, or parts such as "10% a day, at least 50%, until 7 days", got ${JSON.stringify(part)}`,
    );
  };
  if (text.trim() === "none") return { ...forgiving, graceMinutes };
  if (text.trim() === "zero") return { ...forgiving, graceMinutes, untilDays: 0 };
  let { perDay, floor, untilDays } = forgiving;
  for (const part of text.split(/[,;]/).map((word) => word.trim())) {
    const day = /^(\d{1,3}(?:\.\d+)?) ?%(?: ?(?:\/|a|per|each) ?(?:d|day))?$/.exec(part);
    const least = /^(?:at least|floor|min) (\d{1,3}(?:\.\d+)?) ?%$/.exec(part);
    const until = /^(?:until|for) (\d{1,3}) ?(?:d|days?)$/.exec(part);
    if (day && number(day[1]) <= 100) perDay = number(day[1]) / 100;
    else if (least && number(least[1]) <= 100) floor = number(least[1]) / 100;
    else if (until) untilDays = Number(until[1]);
    else wrong(part);
  }
  return { graceMinutes, perDay, floor, untilDays };
}

const percent = (share: number): string => `${Math.round(share * 1000) / 10}%`;

/** A policy in words. */
export function showLate({ graceMinutes, perDay, floor, untilDays }: LatePolicy): string {
  const grace = graceMinutes > 0 ? [`${graceMinutes} min grace`] : [];
  if (untilDays === 0) return [...grace, "late work counts nothing"].join(", ");
  const loss = perDay === 0 ? "late work counts in full" : `${percent(perDay)} a day`;
  const least = perDay > 0 && floor > 0 ? [`at least ${percent(floor)}`] : [];
  const end = untilDays === null ? [] : [`until ${untilDays} ${untilDays === 1 ? "day" : "days"}`];
  return [...grace, loss, ...least, ...end].join(", ");
}

/** A grace as it is typed, `15m`, `2h`, `1d` or minutes, in minutes. */
export function parseGrace(text: string): number {
  const match = /^(\d{1,5}) ?(m|min|minutes?|h|hours?|d|days?)?$/.exec(text.trim());
  if (!match) throw new RangeError(`--grace: must be like 15m, 2h or 1d, got ${JSON.stringify(text)}`);
  return Number(match[1]) * { m: 1, h: 60, d: 1440 }[(match[2] ?? "m")[0] as "m" | "h" | "d"];
}
