/** @file Types of a walled submission: what compiles and, marked, what must not. */

import type { Walled, WalledFunction } from "@cryolab/grader/testing";
import type { LineSpectrum } from "@cryolab/lib";
import { expect } from "chai";

interface Answer {
  dft(x: LineSpectrum, inverse?: boolean): LineSpectrum;
  later(n: number): Promise<number>;
  limit: number;
}

describe("Walled", () => {
  it("turns every exported function into one that promises, and drops the rest", () => {
    const use = async ({ dft, later }: Walled<Answer>, x: LineSpectrum): Promise<void> => {
      const F: LineSpectrum = await dft(x);
      const G: LineSpectrum = await dft.within(500)(x, true);
      const n: number = await later(3);
      const { value, args, shares } = await dft.probe(x);
      const typed: [LineSpectrum, LineSpectrum, boolean] = [value, args[0], shares];
      // @ts-expect-error an argument is due
      await dft();
      // @ts-expect-error a string is not a spectrum
      await dft("x");
      // @ts-expect-error the result is a promise
      const H: LineSpectrum = dft(x);
      // @ts-expect-error a constant does not cross
      type Limit = Walled<Answer>["limit"];
      const any: WalledFunction<(a: number) => number> = later;
      void [F, G, H, n, typed, any, undefined as unknown as Limit];
    };
    expect(use).to.be.a("function");
  });
});
