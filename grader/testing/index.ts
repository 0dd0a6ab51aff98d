/**
 * @file `@cryolab/grader/testing`: what the tests of an exercise import. Works under the grader and under plain mocha:
 * `SUBMISSION=inbox/ada/ps1.ipynb npx mocha tests/hidden/fourier/dft/dft.hidden.test.ts`.
 */

export { draws, seed } from "./draws.ts";
export {
  type Closeness,
  type ExpectedError,
  expectClose,
  expectNumber,
  expectRejects,
  expectThat,
  expectUntouched,
} from "./expect.ts";
export { type CheckClass, CheckFailure } from "./failure.ts";
export { growth, type Measured, timeRatio } from "./growth.ts";
export { reference, submission } from "./submission.ts";
export type { AnyFunction, Probe, Walled, WalledFunction } from "./types.ts";
