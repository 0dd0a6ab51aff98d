/** @file Dates in a zone: read, shown, and counted across the changes of summer time in Vienna, 2026-03-29 and 2026-10-25. */

import { checkedZone, clockAt, daysLater, instantOf, parseDate, showDate } from "@cryolab/grader/internal/course/dates";
import { expect } from "chai";
import fc from "fast-check";

const VIENNA = "Europe/Vienna";
const utc = (text: string) => Date.parse(text);

describe("parseDate", () => {
  for (const [text, expected] of [
    ["2026-12-01 18:00", "2026-12-01T17:00:00Z"],
    ["2026-12-01T18:00", "2026-12-01T17:00:00Z"],
    ["2026-07-01 18:00:30", "2026-07-01T16:00:30Z"],
    ["2026-12-01", "2026-12-01T22:59:59Z"], // a day ends with its last second
    [" 2026-7-1 9:05 ", "2026-07-01T07:05:00Z"],
    ["2026-12-01T18:00:00Z", "2026-12-01T18:00:00Z"],
    ["2026-12-01T18:00-05:00", "2026-12-01T23:00:00Z"],
    ["2026-12-01 18:00 +0530", "2026-12-01T12:30:00Z"],
    ["2026-03-29 02:30", "2026-03-29T01:30:00Z"], // left out: as far behind the change as the clock says
    ["2026-10-25 02:30", "2026-10-25T00:30:00Z"], // comes twice: the first
  ])
    it(`reads ${JSON.stringify(text)} in Vienna`, () => {
      expect(new Date(parseDate(text, VIENNA)).toISOString()).to.equal(new Date(expected).toISOString());
    });
  for (const text of ["", "tomorrow", "2026-13-01", "2026-02-30", "2026-12-01 25:00", "2026-12-01 18", "01.12.2026"])
    it(`refuses ${JSON.stringify(text)} and shows how to write it`, () => {
      expect(() => parseDate(text, VIENNA)).to.throw(RangeError, `"2026-12-01 18:00" or 2026-12-01T18:00+01:00, got`);
    });
});

describe("instantOf", () => {
  it("is the inverse of clockAt in many zones, but in the hour that comes twice", () => {
    const zones = ["UTC", VIENNA, "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia"];
    const second = fc.integer({ min: utc("2000-01-01") / 1000, max: utc("2040-01-01") / 1000 });
    fc.assert(
      fc.property(fc.constantFrom(...zones), second, (zone, seconds) => {
        const at = seconds * 1000;
        const back = instantOf(clockAt(at, zone), zone);
        expect(clockAt(back, zone)).to.deep.equal(clockAt(at, zone));
        expect(at - back).to.be.oneOf([0, 1800_000, 3600_000]);
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});

describe("daysLater", () => {
  it("keeps the clock time over a change of 23 and of 25 hours", () => {
    expect(daysLater(utc("2026-03-28T17:00Z"), 1, VIENNA)).to.equal(utc("2026-03-29T16:00Z"));
    expect(daysLater(utc("2026-10-24T16:00Z"), 1, VIENNA)).to.equal(utc("2026-10-25T17:00Z"));
    expect(daysLater(utc("2026-12-31T17:00:00.250Z"), 1, VIENNA)).to.equal(utc("2027-01-01T17:00:00.250Z"));
  });
});

describe("showDate", () => {
  it("says the zone, and seconds where there are some", () => {
    expect(showDate(utc("2026-12-01T17:00Z"), VIENNA)).to.equal("2026-12-01 18:00 Europe/Vienna");
    expect(showDate(utc("2026-12-01T22:59:59Z"), VIENNA)).to.equal("2026-12-01 23:59:59 Europe/Vienna");
  });
  it("knows which zones there are", () => {
    expect(checkedZone("europe/vienna")).to.equal(VIENNA);
    expect(() => checkedZone("Vienna")).to.throw(RangeError, 'such as Europe/Vienna or UTC, got "Vienna"');
  });
});
