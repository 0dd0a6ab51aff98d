import { duration, elapsed, now } from "@cryolab/kernel/internal/timing";
import { expect } from "chai";

describe("duration", () => {
  it("has three digits and a unit that suits", () => {
    const cases: readonly (readonly [number, string])[] = [
      [0, "0.00 µs"],
      [0.0123, "12.3 µs"],
      [0.9994, "999 µs"],
      [0.9996, "1.00 ms"],
      [9.994, "9.99 ms"],
      [9.996, "10.0 ms"],
      [999.4, "999 ms"],
      [999.6, "1.00 s"],
      [119_400, "119 s"],
      [119_600, "2 min 0 s"],
      [3_725_000, "62 min 5 s"],
    ];
    for (const [ms, text] of cases) expect(duration(ms)).to.equal(text);
  });
});

describe("elapsed", () => {
  it("names wall and CPU time", () => {
    const number = String.raw`\d[\d.]* (µs|ms|s)`;
    expect(elapsed(now())).to.match(
      new RegExp(`^Wall time ${number}, CPU time ${number} \\(user ${number}, system ${number}\\)\n$`),
    );
  });
});
