import { core } from "@cryolab/lib";
import { expect } from "chai";

const { progressOf } = core;

describe("progressOf", () => {
  it("tells after every unit how many are done, and needs nobody to listen", () => {
    const told: [number, number][] = [];
    const tick = progressOf("f: stopped before part", 3, { progress: (done, total) => told.push([done, total]) });
    for (let i = 0; i < 3; i++) tick();
    expect(told).to.deep.equal([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
    const silent = progressOf("f: stopped before part", 1, {});
    expect(silent()).to.equal(undefined);
  });
  it("throws the reason of a signal at the start and between units, and hands finished work over", () => {
    const signal = { aborted: true, reason: new Error("enough") };
    expect(() => progressOf("f: stopped before part", 2, { signal })).to.throw("enough");
    const controller = new AbortController();
    const tick = progressOf("f: stopped before part", 2, { signal: controller.signal });
    controller.abort(new Error("later"));
    expect(tick).to.throw("later");
    const last = { aborted: false };
    const end = progressOf("f: stopped before part", 1, { signal: last });
    last.aborted = true;
    expect(end()).to.equal(undefined);
    expect(() => progressOf("f: stopped before part", 0, { signal })).to.not.throw();
  });
  it("says where it stopped if the signal has no reason", () => {
    expect(() => progressOf("f: stopped before part", 7, { signal: { aborted: true } })).to.throw(
      "f: stopped before part 1 of 7",
    );
  });
  it("refuses a total that counts nothing", () => {
    for (const total of [-1, 0.5, Number.NaN])
      expect(() => progressOf("f", total, {})).to.throw(
        RangeError,
        `progressOf: total must be a whole number >= 0, got ${total}`,
      );
  });
});
