/** @file Tables by danfojs: ordered and counted as a plain loop does it, and not a number changed on the way. */

import { counted, table } from "@cryolab/grader/internal/report/tables";
import { expect } from "chai";
import fc from "fast-check";

describe("table", function () {
  this.timeout(60_000); // the first frame loads danfojs

  it("lets numbers pass in double precision and texts letter by letter", () => {
    const records = [
      { name: "=1+1", points: 0.1 + 0.2, id: "007" },
      { name: "<script>\u202e", points: 16777217, id: "1e3" },
      { name: "", points: 1e-9, id: "NaN" },
    ];
    expect(table("t", ["name", "points", "id"], records).rows).to.deep.equal(
      records.map((r) => [r.name, r.points, r.id]),
    );
  });

  it("sorts as a stable sort does", () => {
    const record = fc.record({ key: fc.integer({ min: -3, max: 3 }), id: fc.nat(999) });
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 20 }), fc.boolean(), (records, ascending) => {
        const expected = [...records].sort((a, b) => (ascending ? a.key - b.key : b.key - a.key));
        const { rows } = table("t", ["id", "key"], records, { by: "key", ascending });
        expect(rows).to.deep.equal(expected.map(({ id, key }) => [id, key]));
      }),
      { seed: 5, numRuns: 60 },
    );
  });

  it("has its columns when it is empty", () => {
    expect(table("t", ["a", "b"], [])).to.deep.equal({ name: "t", columns: ["a", "b"], rows: [] });
  });
});

describe("counted", () => {
  it("counts groups as a map does, most first", () => {
    const word = fc.constantFrom("", "x", "a-b", "a", "b", "=1", "constructor", "__proto__");
    fc.assert(
      fc.property(fc.array(fc.record({ e: word, m: word }), { minLength: 1, maxLength: 40 }), (records) => {
        const expected = new Map<string, number>();
        for (const { e, m } of records)
          expected.set(JSON.stringify([e, m]), (expected.get(JSON.stringify([e, m])) ?? 0) + 1);
        const found = counted(records, ["e", "m"]);
        expect(new Map(found.map(({ e, m, count }) => [JSON.stringify([e, m]), count]))).to.deep.equal(expected);
        expect(found.every(({ count }, i) => i === 0 || Number(count) <= Number(found[i - 1].count))).to.equal(true);
      }),
      { seed: 5, numRuns: 100 },
    );
  });
});
