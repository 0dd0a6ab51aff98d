/** @file Lateness by a table: exactly due, a second after, grace, floor, the last day, and both changes of summer time. */

import {
  daysLate,
  lateFactor,
  parseGrace,
  parseLate,
  secondsLate,
  showLate,
} from "@cryolab/grader/internal/course/late";
import { expect } from "chai";

const VIENNA = "Europe/Vienna";
const due = Date.parse("2026-12-01T17:00:00Z");
const H = 3600_000;
const usual = { graceMinutes: 15, perDay: 0.1, floor: 0.5, untilDays: 7 };

describe("lateFactor", () => {
  for (const [after, factor, why] of [
    [-1000 * H, 1, "long before"],
    [0, 1, "exactly due"],
    [15 * 60_000, 1, "the last instant of the grace"],
    [15 * 60_000 + 1, 0.9, "a millisecond later: the first day has begun"],
    [24 * H, 0.9, "a day after, exactly"],
    [24 * H + 1, 0.8, "the second day"],
    [96 * H, 0.6, "four days"],
    [120 * H, 0.5, "five days"],
    [144 * H, 0.5, "six days: the floor"],
    [168 * H, 0.5, "the last instant of the last day"],
    [168 * H + 1, 0, "after the last day"],
  ] as const)
    it(`is ${factor} at ${why}`, () => {
      expect(lateFactor(due + after, due, usual, VIENNA)).to.be.closeTo(factor, 1e-12); // 1 - 0.1 * days
    });

  it("is 1 without a due date, and with a policy that forgives", () => {
    expect(lateFactor(due + 1e12, null, usual, VIENNA)).to.equal(1);
    expect(lateFactor(due + 1e10, due, parseLate("none"), VIENNA)).to.equal(1);
  });
  it("is 0 for all late work by zero, but within the grace", () => {
    expect(lateFactor(due + 1, due, parseLate("zero"), VIENNA)).to.equal(0);
    expect(lateFactor(due + 60_000, due, parseLate("zero", 1), VIENNA)).to.equal(1);
  });
  it("never falls below 0", () => {
    expect(lateFactor(due + 400 * H, due, parseLate("30% a day"), VIENNA)).to.equal(0);
  });
});

describe("daysLate", () => {
  it("begins a day at the clock time of the due date, on either side of summer time", () => {
    const spring = Date.parse("2026-03-28T17:00Z"); // 18:00; the next day's 18:00 is 23 hours away
    expect(daysLate(spring + 23 * H, spring, VIENNA)).to.equal(1);
    expect(daysLate(spring + 23 * H + 1, spring, VIENNA)).to.equal(2);
    const autumn = Date.parse("2026-10-24T16:00Z"); // 18:00; 25 hours
    expect(daysLate(autumn + 25 * H, autumn, VIENNA)).to.equal(1);
    expect(daysLate(autumn + 25 * H + 1, autumn, VIENNA)).to.equal(2);
    expect(daysLate(spring + 23 * H, spring, "UTC")).to.equal(1);
  });
  it("agrees with counting day by day", () => {
    for (let hours = 1; hours < 24 * 40; hours += 7) {
      let days = 0;
      while (due + days * 24 * H < due + hours * H) days++; // no change of time in December
      expect(daysLate(due + hours * H, due, VIENNA)).to.equal(days);
    }
  });
});

describe("parseLate", () => {
  for (const [text, policy, words] of [
    ["none", { perDay: 0, floor: 0, untilDays: null }, "late work counts in full"],
    ["zero", { perDay: 0, floor: 0, untilDays: 0 }, "late work counts nothing"],
    [
      "10% a day, at least 50%, until 7 days",
      { perDay: 0.1, floor: 0.5, untilDays: 7 },
      "10% a day, at least 50%, until 7 days",
    ],
    ["until 1 day; 12.5%/day", { perDay: 0.125, floor: 0, untilDays: 1 }, "12.5% a day, until 1 day"],
    ["20 % per day", { perDay: 0.2, floor: 0, untilDays: null }, "20% a day"],
    ["until 3d", { perDay: 0, floor: 0, untilDays: 3 }, "late work counts in full, until 3 days"],
  ] as const)
    it(`reads ${JSON.stringify(text)}`, () => {
      expect(parseLate(text)).to.deep.equal({ graceMinutes: 0, ...policy });
      expect(showLate(parseLate(text))).to.equal(words);
      expect(showLate(parseLate(text, 15))).to.equal(`15 min grace, ${words}`);
    });
  for (const text of ["", "10", "110% a day", "at least 200%", "never"])
    it(`refuses ${JSON.stringify(text)}`, () => {
      expect(() => parseLate(text)).to.throw(RangeError, '"10% a day, at least 50%, until 7 days", got');
    });
});

describe("parseGrace", () => {
  it("reads minutes, hours and days", () => {
    expect(["15", "15m", "90 min", "2h", "1 day"].map(parseGrace)).to.deep.equal([15, 15, 90, 120, 1440]);
    expect(() => parseGrace("soon")).to.throw(RangeError, '15m, 2h or 1d, got "soon"');
  });
});

describe("secondsLate", () => {
  it("rounds up, and is never negative", () => {
    expect([secondsLate(5, null), secondsLate(5, 5), secondsLate(6, 5), secondsLate(1, 5)]).to.deep.equal([0, 0, 1, 0]);
  });
});
