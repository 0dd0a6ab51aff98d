/** @file The ready-made problem sets: what the course plans for each, with the points and hours that it adds up. */

import { exerciseIds, readManifest } from "@cryolab/grader";
import { readSetFile, setFiles } from "@cryolab/grader/internal/course/set-file";
import { minutes } from "@cryolab/grader/internal/registry/manifest";
import { expect } from "chai";
import { root } from "../support/root.js";

/** Title, points and hours by the plan; a set that is not here is not planned. */
const planned: Readonly<Record<string, readonly [title: string, points: number, hours: number]>> = {
  ps1: ["Fourier on a line", 40, 2.25],
  ps2: ["Images and volumes", 75, 4.75],
  ps3: ["Chance and hidden shifts", 70, 5.25],
  ps4: ["EM in the plane", 80, 8],
  ps5: ["The lens", 70, 5.5],
  ps6: ["Turning and projecting", 80, 5.5],
  ps7: ["Reconstruction", 85, 8],
  ps8: ["How much is true", 70, 5.5],
};

describe("problem sets", () => {
  for (const name of setFiles(root))
    it(`${name} holds exercises that exist, and adds up as planned`, () => {
      const { title, exercises } = readSetFile(name, root)!;
      const known = exerciseIds(root);
      expect(exercises.filter(({ id }) => !known.includes(id))).to.deep.equal([]);
      const manifests = exercises.map(({ id }) => readManifest(id, root));
      const points = manifests.reduce((sum, m) => sum + m.points.visible + m.points.hidden, 0);
      const hours = manifests.reduce((sum, m) => sum + minutes(m.time), 0) / 60;
      expect([title, points, hours]).to.deep.equal(planned[name]);
    });
});
