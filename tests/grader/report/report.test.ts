/** @file The whole report of a synthetic class: what it says, that it is one file, and that nothing in it runs but ours. */

import { createHash } from "node:crypto";
import { setGrades } from "@cryolab/grader/internal/course/gradebook";
import { readSet } from "@cryolab/grader/internal/course/sets";
import { report } from "@cryolab/grader/internal/report/index";
import { readRows } from "@cryolab/grader/internal/report/rows";
import { expect } from "chai";
import { type Synthetic, syntheticClass } from "../desk/synthetic.js";

describe("report", function () {
  this.timeout(60_000);
  let made: Synthetic;
  before(() => {
    made = syntheticClass(40);
  });
  after(() => made.remove());

  it("says of an empty class what there is", () => {
    const empty = syntheticClass(0);
    try {
      const { html, csv } = report(readRows(empty.cls, "ps1"));
      expect(html).to.include("Nothing is graded yet.");
      expect(csv.get("risk.csv")).to.equal("learner,name,section,total,share,why\r\n");
      expect(html.replace(/<script[\s\S]*?<\/script>/g, "")).not.to.match(/>\s*(NaN|undefined|Infinity)/);
    } finally {
      empty.remove();
    }
  });

  it("names each script and style by its hash and asks nothing of the network", () => {
    const { html } = report(readRows(made.cls, "ps1"));
    const policy = /Content-Security-Policy" content="([^"]+)"/.exec(html)![1];
    const inline = [...html.matchAll(/<(script|style)(?: id="plotly[^"]*")?>([\s\S]*?)<\/\1>/g)].map((m) => m[2]);
    expect(inline).to.have.lengthOf(4);
    for (const text of inline) expect(policy).to.include(createHash("sha256").update(text).digest("base64"));
    expect(policy)
      .to.match(/^default-src 'none';/)
      .and.not.include("unsafe");
    const outside = html.replace(/<script>[\s\S]*?<\/script>/g, "");
    expect(outside).not.to.match(/(src|href)="(?!data:image\/svg|#)/);
    expect(outside).not.to.match(/ style="| on[a-z]+="/);
  });

  it("shows hostile names as text", () => {
    const { html, csv } = report(readRows(made.cls, "ps1"));
    expect(html).to.include("&lt;script&gt;window.hacked").and.not.include("<script>window.hacked");
    expect(html).not.to.include("\u001b").and.not.include("\u202e");
    expect(csv.get("learners.csv")).to.include("window.hacked");
  });

  it("has the totals of the gradebook", () => {
    const rows = readRows(made.cls, "ps1");
    const lines = report(rows).csv.get("learners.csv")!.trim().split("\r\n").slice(1);
    const total = lines.reduce((sum, line) => sum + Number(line.split(",").at(-5)), 0);
    const book = setGrades(made.cls, readSet(made.cls.db, "ps1")).rows;
    expect(lines).to.have.lengthOf(40);
    expect(total).to.be.closeTo(
      book.reduce((sum, { points }) => sum + (points ?? 0), 0),
      1e-6,
    );
  });

  it("lists who handed nothing in, and no one for whom it is too early", () => {
    const rows = readRows(made.cls, "ps1");
    const due = rows.set.due!;
    expect(report(rows, undefined, due + 1).csv.get("risk.csv")).to.include("l0001");
    expect(report(rows, undefined, due - 1).csv.get("risk.csv")).not.to.include("l0001");
  });
});
