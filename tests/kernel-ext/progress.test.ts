import type { Bundle } from "@cryolab/kernel/internal/bundle";
import { barBundle, duration, over, startBar } from "@cryolab/kernel/internal/progress";
import { expect } from "chai";
import { fakeHost } from "./fake-host.ts";

const text = (bundle: Bundle): unknown => bundle["text/plain"];

describe("duration", () => {
  it("reads like a clock, without a 60th second", () => {
    expect([0, 0.44, 9.94, 9.96, 59.4, 59.6, 185, 3599.6, 7620].map(duration)).to.deep.equal([
      "0.0 s",
      "0.4 s",
      "9.9 s",
      "10 s",
      "59 s",
      "1 min 00 s",
      "3 min 05 s",
      "1 h 00 min",
      "2 h 07 min",
    ]);
  });
});

describe("barBundle", () => {
  it("says what is done, the time gone, the time left at that pace, and the pace", () => {
    const bundle = barBundle({ label: "EM", done: 30, total: 120, seconds: 6, ended: false });
    expect(text(bundle)).to.equal(
      "EM [#####...............] 30 of 120 (25 %), 6.0 s gone, about 18 s left, 5 a second",
    );
    expect(bundle["text/html"]).to.equal(
      '<div>EM <progress max="1" value="0.25" aria-label="EM"></progress> 30 of 120 (25 %), 6.0 s gone, about 18 s left, 5 a second</div>',
    );
  });
  it("guesses nothing before the first step, after the end, or without a total", () => {
    const state = { label: "", done: 0, total: 4, seconds: 1, ended: false };
    expect(text(barBundle(state))).to.equal("[....................] 0 of 4 (0 %), 1.0 s gone");
    expect(text(barBundle({ ...state, done: 4, ended: true }))).to.equal(
      "[####################] 4 of 4 (100 %), 1.0 s, 4 a second",
    );
    expect(text(barBundle({ ...state, total: undefined, done: 3 }))).to.equal("3 done, 1.0 s gone, 3 a second");
    expect(text(barBundle({ ...state, total: 0 }))).to.contain("0 of 0 (100 %)");
  });
  it("writes a label that is HTML as text", () => {
    const { "text/html": html } = barBundle({ label: '<b "x">', done: 0, total: 1, seconds: 0, ended: false });
    expect(html).to.contain('aria-label="&lt;b &quot;x&quot;&gt;"').and.not.contain("<b");
  });
});

describe("startBar", () => {
  it("updates one output at most ten times a second, and at the end", () => {
    const host = fakeHost();
    let now = 0;
    const bar = startBar(host, 1000, "EM", () => now);
    for (let i = 0; i < 1000; i++) {
      now += 1; // a step a millisecond
      bar.tick();
    }
    expect(host.shown).to.have.length(11); // the empty bar, nine on the way, the full one
    expect(host.shown.map(({ update }) => update)).to.deep.equal([false, ...Array(10).fill(true)]);
    expect(new Set(host.shown.map(({ id }) => id)).size).to.equal(1);
    expect(text(host.shown[10].bundle)).to.contain("1000 of 1000 (100 %), 1.0 s, 1000 a second");
    bar.tick();
    bar.done();
    expect(host.shown).to.have.length(11);
  });
  it("takes the total from the one who calls update, unbound", () => {
    const host = fakeHost();
    const { update } = startBar(host, undefined, "EM");
    for (const step of [1, 2, 3]) update(step, 3);
    expect(text(host.shown[0].bundle)).to.contain("EM 0 done");
    expect(text(host.shown[1].bundle)).to.contain("3 of 3 (100 %)");
  });
  it("is one line at the end where nothing can be replaced", () => {
    const host = fakeHost({ updates: false });
    const bar = startBar(host, 2, "");
    bar.tick();
    expect(host.shown).to.have.length(0);
    bar.tick();
    expect(host.shown.map(({ update }) => update)).to.deep.equal([false]);
  });
  it("refuses numbers of steps that are none", () => {
    expect(() => startBar(fakeHost(), -1, "")).to.throw(
      RangeError,
      "progress: the number of steps must be >= 0, got -1",
    );
    expect(() => startBar(fakeHost(), 3, "").update(Number.NaN)).to.throw(
      RangeError,
      "steps done must be >= 0, got NaN",
    );
  });
});

describe("over", () => {
  it("gives the steps and counts them", () => {
    const host = fakeHost();
    expect([...over(host, new Set(["a", "b"]), "")]).to.deep.equal(["a", "b"]);
    expect(text(host.shown[host.shown.length - 1].bundle)).to.contain("2 of 2 (100 %)");
  });
  it("stays where it was when the loop is left", () => {
    const host = fakeHost();
    for (const step of over(host, [1, 2, 3, 4], "")) if (step === 3) break;
    expect(text(host.shown[host.shown.length - 1].bundle)).to.match(/2 of 4 \(50 %\), 0.0 s(?! gone)/);
  });
});
