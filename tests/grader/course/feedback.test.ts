/** @file What learners are told: only what may be, whatever hostile names and messages try; and the gradebook in each dialect. */

import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gradebookCsv } from "@cryolab/grader/internal/course/dialects";
import { publish } from "@cryolab/grader/internal/course/feedback/index";
import { gradeClass } from "@cryolab/grader/internal/course/grade-class";
import type { Grader } from "@cryolab/grader/internal/course/grade-task";
import { gradebook } from "@cryolab/grader/internal/course/gradebook";
import { markByHand } from "@cryolab/grader/internal/course/mark";
import { expect } from "chai";
import { handIn, type Lab, lab, outcome, plainSet } from "../class.ts";

const EVIL = `</pre><script>alert(1)</script><img src=x onerror=alert(2)>\u202etxt\u001b[31m\`\`\`\n# big\n[a](javascript:1) & "q" 'p'`;

describe("feedback", function () {
  this.timeout(20_000);
  let one: Lab;
  beforeEach(async () => {
    one = lab(["ada", "bob"]);
    plainSet(one.cls, "ps1", { due: 500, late: { graceMinutes: 0, perDay: 0.1, floor: 0, untilDays: null } });
    one.cls.db.prepare("update learner set name = ? where id = 'ada'").run(EVIL);
    handIn(one.cls, "ada", "x");
    const base = { class: "wrong-value", ms: 1, status: "fail" as const };
    const grader: Grader = async (task) =>
      outcome(task, 4, {
        warnings: [EVIL],
        tests: [
          {
            ...base,
            title: EVIL,
            hidden: false,
            points: 0,
            max: 1,
            publicMessage: `seen ${EVIL}`,
            privateMessage: `whole ${EVIL}`,
          },
          {
            ...base,
            title: "secret",
            hidden: true,
            points: 0,
            max: 2,
            publicMessage: "Look at the sign.",
            privateMessage: "expected 0.25 HIDDEN",
          },
          {
            ...base,
            title: "passes",
            hidden: true,
            status: "pass",
            points: 4,
            max: 4,
            publicMessage: "",
            privateMessage: "printed HIDDEN",
          },
          { ...base, title: "shown", hidden: false, status: "pass", points: 0, max: 0, publicMessage: "" },
        ],
      });
    await gradeClass(one.cls, { problemSet: "ps1", grader });
    markByHand(one.cls, { problemSet: "ps1", learner: "ada", exercise: "fourier/tiny", comment: EVIL, marker: "me" });
  });
  afterEach(() => one.remove());
  const read = (name: string) => readFileSync(join(one.folder, "feedback", "ps1", name), "utf8");

  it("escapes all that strangers wrote, in HTML, under a policy that forbids every script", async () => {
    const { learners, files } = await publish(one.cls, {
      problemSet: "ps1",
      formats: ["html", "md"],
      policy: "full-visible",
    });
    expect([learners, files]).to.deep.equal([["ada"], 2]);
    const html = read("ada.html");
    const tags = html.match(/<[^>]*>/g) ?? [];
    const plain =
      /^<(!doctype html|\/?(html|head|meta|title|style|body|h1|h2|p|span|bdi|br|ul|li|pre)( (lang|charset|http-equiv|content|name|class|dir)="[^"]*")*)>$/;
    expect(tags.filter((tag) => !plain.test(tag))).to.deep.equal([]);
    expect(html).to.include("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(html).to.match(
      /content="default-src 'none'; style-src 'sha256-[\w+/]{43}='; base-uri 'none'; form-action 'none'"/,
    );
    for (const text of [html, read("ada.md")]) {
      for (const mark of ["\u202e", "\u001b"]) expect(text).to.not.include(mark);
      expect(text).to.not.include("HIDDEN");
    }
    if (process.platform !== "win32")
      expect(statSync(join(one.folder, "feedback", "ps1", "ada.html")).mode & 0o777).to.equal(0o600);
  });

  it("escapes it in Markdown: no line of theirs is a heading, a link, a tag or the end of a fence", async () => {
    await publish(one.cls, { problemSet: "ps1", formats: ["md"], policy: "full-visible" });
    const lines = read("ada.md").split("\n");
    let fence = "";
    const outside: string[] = [];
    for (const line of lines) {
      const run = /^\s*(`{3,})/.exec(line)?.[1] ?? "";
      if (fence === "" && run !== "") fence = run;
      else if (fence !== "" && line.trim() === fence) fence = "";
      else if (fence === "") outside.push(line);
    }
    expect(fence).to.equal("");
    expect(outside.filter((line) => line.startsWith("#"))).to.deep.equal([
      "# ps1: 5.14 of 10",
      "## fourier/tiny: 5.14 of 10",
    ]);
    const text = outside.join("\n");
    expect(text).to.not.match(/(?<!\\)[[\]`<]/);
    expect(text).to.include("\\[a\\](javascript\\:1)");
  });

  it("says as much as the policy allows, and of hidden tests the public message only", async () => {
    const told = async (policy: "scores" | "messages" | "full-visible") => {
      await publish(one.cls, { problemSet: "ps1", policy, formats: ["md"] });
      return read("ada.md");
    };
    const scores = await told("scores");
    expect(scores).to.include("5.71 of 10 by the tests, times 0.9 for lateness");
    expect(scores).to.not.include("secret").and.not.include("seen");
    const messages = await told("messages");
    expect(messages)
      .to.include("secret")
      .and.include("Look at the sign.")
      .and.include("seen ")
      .and.include("2 tests passed");
    expect(messages).to.not.include("whole ").and.not.include("shown");
    const full = await told("full-visible");
    expect(full).to.include("whole ").and.include("✓ shown");
    expect(full).to.not.include("✓ passes");
  });

  it("notes when it was told, so that a later change shows", async () => {
    const unpublished = () => gradebook(one.cls)[0].rows[0].cells[0].unpublished;
    expect(unpublished()).to.equal(true);
    await publish(one.cls, { problemSet: "ps1" });
    expect(unpublished()).to.equal(false);
    await new Promise((resolve) => setTimeout(resolve, 5));
    markByHand(one.cls, { problemSet: "ps1", learner: "ada", exercise: "fourier/tiny", points: 3, marker: "me" });
    expect(unpublished()).to.equal(true);
    const bob = await publish(one.cls, { problemSet: "ps1", learner: "bob" });
    expect(bob.learners).to.deep.equal(["bob"]);
    expect(read("bob.html")).to.include("nothing was handed in");
  });
});

describe("gradebookCsv", () => {
  let one: Lab;
  before(() => {
    one = lab(["ada", "bob"]);
    plainSet(one.cls, "ps1");
    one.cls.db.prepare("update problem_set set title = 'Lines, short', due = 0").run();
    one.cls.db
      .prepare("update learner set name = ?, email = 'a@x', section = 'A', external = ? where id = 'ada'")
      .run("Ada King Lovelace", '{"canvas":"101","sis":"u1"}');
    one.cls.db.prepare("update learner set name = '=cmd()' where id = 'bob'").run();
    handIn(one.cls, "ada", "x", 90_061_000);
    one.cls.db.prepare("update submission set late_seconds = 90061").run();
    markByHand(one.cls, { problemSet: "ps1", learner: "ada", exercise: "fourier/tiny", points: 8.5, marker: "me" });
  });
  after(() => one.remove());
  const csv = (dialect: Parameters<typeof gradebookCsv>[1], zeros = false) =>
    gradebookCsv(gradebook(one.cls), dialect, { zone: "Europe/Vienna", zeros }).split("\r\n");

  it("csv has every exercise, the sets and the total", () => {
    expect(csv("csv")).to.deep.equal([
      'id,name,email,section,ps1 fourier/tiny (10),ps1 (10),"ps1 late, h",total (10)',
      "ada,Ada King Lovelace,a@x,A,8.5,8.5,25,8.5",
      'bob,"\'=cmd()",,,,,0,0',
      "",
    ]);
  });
  it("canvas has Canvas's five columns and its second row", () => {
    expect(csv("canvas")).to.deep.equal([
      'Student,ID,SIS User ID,SIS Login ID,Section,"Lines, short"',
      '"    Points Possible",,,,,10',
      '"Lovelace, Ada King",101,u1,ada,A,8.5',
      '"\'=cmd()",,,bob,,',
      "",
    ]);
  });
  it("moodle has the columns by which Moodle finds a user", () => {
    expect(csv("moodle", true)).to.deep.equal([
      'Username,ID number,Email address,"Lines, short"',
      "ada,u1,a@x,8.5",
      "bob,,,0",
      "",
    ]);
  });
  it("gradescope has the four columns of an assignment", () => {
    expect(csv("gradescope")).to.deep.equal([
      'First Name,Last Name,SID,Email,Sections,"Lines, short","Lines, short - Max Points","Lines, short - Submission Time","Lines, short - Lateness (H:M:S)"',
      "Ada King,Lovelace,u1,a@x,A,8.5,10,1970-01-02 02:01:01 +0100,25:01:01",
      '"\'=cmd()",,bob,,,,10,,00:00:00',
      "",
    ]);
  });
});
