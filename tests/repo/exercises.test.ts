/**
 * @file The exercises are sound: what `cryolab verify` proves, for every one. Solutions and every right answer get full
 * marks, starters nothing, every wrong answer is rejected by a hidden test, and nothing secret is among what learners get.
 */

import { exerciseIds } from "@cryolab/grader";
import { verify } from "@cryolab/grader/internal/verify/verify";
import { expect } from "chai";
import { root } from "../support/root.js";

describe("exercises", () => {
  for (const id of exerciseIds(root))
    it(`${id} is sound`, async function () {
      this.timeout(300_000);
      const [verified] = await verify([id], { root });
      expect(verified.flaws).to.deep.equal([]);
      expect(verified.wrong).to.be.at.least(7);
      expect(verified.right).to.be.at.least(3);
    });
});
