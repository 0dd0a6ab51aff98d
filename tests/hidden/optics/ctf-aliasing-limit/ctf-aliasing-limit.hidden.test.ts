import { draws, expectNumber, expectThat, expectUntouched, submission } from "@cryolab/grader/testing";
import { type Optics, optics, type Rng, random } from "@cryolab/lib";
import type * as answer from "./ctf-aliasing-limit.ts";

const { ctfAliasingLimit } = await submission<typeof answer>("optics/ctf-aliasing-limit");

const between = (low: number, high: number, rng: Rng) => low + (high - low) * random.uniform(rng);

/** Roots of b s³ − a s ± half = 0 in closed form: the cubic by cosines, or by cube roots where it has one real root. */
function roots(p: number, q: number): number[] {
  const disc = (q / 2) ** 2 + (p / 3) ** 3; // t³ + p t + q = 0
  if (disc >= 0) {
    // of the two cube roots the larger first: no difference of near numbers
    const big = -q / 2 + (q > 0 ? -1 : 1) * Math.sqrt(disc);
    const u = Math.cbrt(big);
    return [u === 0 ? 0 : u - p / (3 * u)];
  }
  const r = 2 * Math.sqrt(-p / 3);
  const angle = Math.acos(Math.max(-1, Math.min(1, (3 * q) / (p * r)))) / 3;
  return [0, 1, 2].map((k) => r * Math.cos(angle - (2 * Math.PI * k) / 3));
}

function reference(lens: Optics, n: number, pixelSize: number): number {
  const lambda = optics.electronWavelength(lens.voltageKv);
  const a = (lambda * (lens.defocusU + lens.defocusV)) / 2;
  const b = lens.csMm * 1e7 * lambda ** 3;
  const half = (n * pixelSize) / 2;
  let all: number[] = [];
  if (b > 0) all = [...roots(-a / b, half / b), ...roots(-a / b, -half / b)];
  else if (a !== 0) all = [Math.abs(half / a)];
  return Math.min(...all.filter((s) => s > 0 && s <= 1 / (2 * pixelSize)));
}

const lens: Optics = {
  voltageKv: 300,
  csMm: 2,
  amplitudeContrast: 0.1,
  defocusU: 40000,
  defocusV: 40000,
  astigmatismAngle: 0.4,
  phaseShift: 0.3,
  bFactor: 40,
};

/** Whether the answer jumps nearby: half a box at the top of d, or a crossing at Nyquist. */
function jumps(l: Optics, n: number, pixelSize: number): boolean {
  const values = [0.995, 1, 1.005].map((f) =>
    reference({ ...l, defocusU: l.defocusU * f, defocusV: l.defocusV * f }, n, pixelSize),
  );
  return new Set(values.map(Number.isFinite)).size > 1 || Math.max(...values) > 1.2 * Math.min(...values);
}

async function judge(l: Optics, n: number, pixelSize: number, says: string): Promise<void> {
  const due = reference(l, n, pixelSize);
  const got = (await expectUntouched(ctfAliasingLimit, l, n, pixelSize)) as unknown;
  if (due === Infinity)
    expectThat(got === Infinity, `${says} Infinity is due where the box is large enough up to Nyquist.`);
  // 3e-5: what the statement allows; near the top of d that is finer than a scan without halving
  else expectNumber(got, due, { rel: 3e-5, says });
}

describe("optics/ctf-aliasing-limit, hidden", () => {
  it("[4] finds the crossing of any lens, box and pixel, or that there is none", async () => {
    const rng = draws("lenses");
    let found = 0;
    for (let i = 0; found < 40 && i < 400; i++) {
      const defocus = between(3000, 60000, rng);
      const spread = between(0, 2000, rng);
      const l = {
        ...lens,
        voltageKv: between(80, 320, rng),
        csMm: between(0.5, 4, rng),
        defocusU: defocus + spread,
        defocusV: defocus - spread / 3,
      };
      const n = 30 + Math.floor(between(0, 500, rng));
      const pixelSize = between(0.6, 3, rng);
      if (jumps(l, n, pixelSize)) continue;
      found++;
      await judge(l, n, pixelSize, "For some lens and box the limit is off.");
    }
  });

  it("[2] works in overfocus, in focus, without aberration, and where nothing moves", async () => {
    const rng = draws("edges");
    const pixelSize = between(0.7, 0.9, rng);
    for (const edge of [
      { defocusU: -20000, defocusV: -22000 },
      { defocusU: 0, defocusV: 0 },
      { csMm: 0 },
      { csMm: 0, defocusU: -30000, defocusV: -30000 },
      { csMm: 0, defocusU: 0, defocusV: 0 },
      { defocusU: 5000, defocusV: -5000 },
    ])
      for (const n of [41, 120, 5000])
        await judge(
          { ...lens, ...edge },
          n,
          pixelSize,
          "At an edge (overfocus, focus, no aberration) the limit is off.",
        );
  });

  it("[2] finds where aberration takes over: small defocus and fine pixels leave the band at the other side", async () => {
    const rng = draws("aberration");
    for (let i = 0; i < 6; i++) {
      const defocus = between(1500, 3000, rng);
      const l = {
        ...lens,
        voltageKv: between(180, 220, rng),
        csMm: between(2.5, 3, rng),
        defocusU: defocus,
        defocusV: defocus,
      };
      const says = "With small defocus and fine pixels d falls below minus half a box, and that counts as well.";
      await judge(l, 150 + i, between(0.45, 0.55, rng), says);
    }
    // Nyquist at the zero of d beyond its top, and at twice that
    for (const times of [1, 2]) {
      const defocus = between(9000, 11000, rng);
      const l = { ...lens, voltageKv: 100, csMm: between(2.5, 2.9, rng), defocusU: defocus, defocusV: defocus };
      const zero = Math.sqrt(defocus / (l.csMm * 1e7)) / optics.electronWavelength(100);
      const pixelSize = between(0.49, 0.51, rng) / (times * zero);
      const says = "d leaves the band at its top and comes back before Nyquist: the first crossing counts.";
      await judge(l, Math.round(80 / pixelSize), pixelSize, says);
    }
  });

  it("[2] needs 343 pixels of 1.5 Å at 4 µm, and no frequency beyond Nyquist is returned", async () => {
    await judge(lens, 256, 1.5, "At 4 µm the limit is off.");
    await judge(lens, 340, 1.5, "A box a little too small has a limit just below Nyquist.");
    await judge(lens, 343, 1.5, "At 4 µm a box of 343 pixels is large enough.");
    await judge(lens, 3, 40, "With large pixels nothing aliases before Nyquist.");
    await judge({ ...lens, defocusU: 60000, defocusV: 20000 }, 256, 1.5, "The defocus is the mean of both.");
  });
});

// canary 1449a211959772c97758f90ad50ea4be
