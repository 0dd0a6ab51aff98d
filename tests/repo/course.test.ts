/**
 * @file The course against its plan, `tests/golden/course.json`: every exercise, lesson, problem set and function of the
 * milestones that are built is there, and problem sets add up.
 */

import { exerciseIds, readManifest } from "@cryolab/grader";
import { readSetFile, setFiles } from "@cryolab/grader/internal/course/set-file";
import { minutes } from "@cryolab/grader/internal/registry/manifest";
import * as cryo from "@cryolab/lib";
import { expect } from "chai";
import { coursePlan } from "../support/course-plan.js";
import { filesBelow, root } from "../support/root.js";

/** Of M1, what comes with the numeric core. */
const later = ["90-how-fast", "classification.classify2d", "kernels.extractSlices", "kernels.insertSlices"];

const planned = (rows: readonly { readonly id: string; readonly milestone: string }[]) =>
  rows.filter(({ id, milestone }) => milestone === "M1" && !later.includes(id)).map(({ id }) => id);
const exists = (id: string) => {
  const [room, name] = id.split(".");
  return (cryo as unknown as Record<string, Record<string, unknown>>)[room]?.[name] !== undefined;
};

describe("the course", () => {
  it("has every exercise of the plan, and none beside it", () => {
    expect(exerciseIds(root).sort()).to.deep.equal(planned(coursePlan.exercises).sort());
  });

  it("has every lesson of the plan, and none beside it", () => {
    const files = planned(coursePlan.lessons).map((id) => `notebooks/${id}.ipynb`);
    expect(filesBelow("notebooks", ".ipynb").sort()).to.deep.equal(files.sort());
  });

  it("has every problem set of the plan, and none beside it", () => {
    expect([...setFiles(root)].sort()).to.deep.equal(planned(coursePlan.sets).sort());
  });

  it("has every function of the plan", () => {
    expect(planned(coursePlan.functions).filter((id) => !exists(id))).to.deep.equal([]);
  });

  it("has nothing that is said to come later", () => {
    expect(later.filter(exists)).to.deep.equal([]);
  });

  for (const { id, title, exercises, points, hours } of coursePlan.sets.filter(({ milestone }) => milestone === "M1"))
    it(`${id} holds what is planned, and its points and hours add up`, () => {
      const set = readSetFile(id, root)!;
      expect(set.title).to.equal(title);
      expect(set.exercises.map((exercise) => exercise.id)).to.deep.equal(exercises);
      const manifests = exercises.map((exercise) => readManifest(exercise, root));
      expect(manifests.reduce((sum, m) => sum + m.points.visible + m.points.hidden, 0)).to.equal(points);
      expect(manifests.reduce((sum, m) => sum + minutes(m.time), 0) / 60).to.equal(hours);
    });
});
