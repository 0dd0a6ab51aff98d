/** @file What the table shows and where one is: sorted and filtered as a person expects, addresses there and back. */

import { addressOf, type Choice, chosen, placeOf } from "@cryolab/grader/internal/desk/page/state";
import type { ClassView } from "@cryolab/grader/internal/desk/page/wire";
import { expect } from "chai";
import fc from "fast-check";

const learner = (id: string, name: string, points: number | null, more: object = {}) => ({
  id,
  name,
  section: "a",
  attempts: points === null ? 0 : 1,
  lateSeconds: 0,
  total: points ?? 0,
  cells: [{ points, state: points === null ? ("none" as const) : ("graded" as const) }],
  ...more,
});
const view = {
  exercises: [{ id: "fourier/dft", points: 10 }],
  learners: [
    learner("l10", "Émile", 3),
    learner("l9", "Zoë", null),
    learner("l1", "ada", 0),
    learner("l2", "Bob", 9, { lateSeconds: 60, cells: [{ points: 9, state: "review" }] }),
  ],
} as unknown as ClassView;
const ids = (choice: Partial<Choice>): string[] =>
  chosen(view, { search: "", filter: "all", sort: "name", ascending: true, ...choice }).map(({ id }) => id);

describe("chosen", () => {
  it("sorts names as people do, and numbers within ids as numbers", () => {
    expect(ids({})).to.deep.equal(["l1", "l2", "l10", "l9"]);
    expect(ids({ sort: "id" })).to.deep.equal(["l1", "l2", "l9", "l10"]);
    expect(ids({ sort: "id", ascending: false })).to.deep.equal(["l10", "l9", "l2", "l1"]);
  });

  it("puts nothing below no points", () => {
    expect(ids({ sort: "fourier/dft" })).to.deep.equal(["l9", "l1", "l10", "l2"]);
    expect(ids({ sort: "total", ascending: false })[0]).to.equal("l2");
  });

  it("finds every word in name, id or section, and filters by state", () => {
    expect(ids({ search: "BO l2" })).to.deep.equal(["l2"]);
    expect(ids({ search: "bo l9" })).to.deep.equal([]);
    expect(ids({ filter: "review" })).to.deep.equal(["l2"]);
    expect(ids({ filter: "late" })).to.deep.equal(["l2"]);
    expect(ids({ filter: "none" })).to.deep.equal(["l9"]);
  });
});

describe("placeOf", () => {
  it("gives back what addressOf wrote, whatever a learner is called", () => {
    const word = fc.string({ minLength: 1 });
    fc.assert(
      fc.property(word, word, word, (set, id, exercise) => {
        const place = { view: "work" as const, set, learner: id, exercise };
        expect(placeOf(addressOf(place))).to.deep.equal(place);
      }),
      { seed: 5, numRuns: 300 },
    );
    expect(placeOf(addressOf({ view: "regrade", set: "ps1" }))).to.deep.equal({ view: "regrade", set: "ps1" });
    expect(placeOf("#/%")).to.deep.equal({ view: "table", set: "" });
    expect(placeOf("")).to.deep.equal({ view: "table", set: "" });
  });
});
