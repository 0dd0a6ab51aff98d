/**
 * @file The exercises are sound: what `cryolab verify` proves, for every one. Solutions and every right answer get full
 * marks, starters nothing, every wrong answer is rejected by a hidden test, and nothing secret is among what learners get.
 */

import { exerciseIds } from "@cryolab/grader";
import { type Verified, verify } from "@cryolab/grader/internal/verify/verify";
import { expect } from "chai";
import { root } from "../support/root.js";

describe("exercises", () => {
  const ids = exerciseIds(root);
  let verified: readonly Verified[] = [];
  before(async function () {
    this.timeout(1_800_000); // twelve minutes were measured on two cores, from cold
    verified = await verify(ids, { root }); // what was proven here before and has not changed is not run again
  });
  for (const [i, id] of ids.entries())
    it(`${id} is sound`, () => {
      expect(verified[i].exercise).to.equal(id);
      expect(verified[i].flaws).to.deep.equal([]);
      expect(verified[i].wrong).to.be.at.least(7);
      expect(verified[i].right).to.be.at.least(3);
    });
});
