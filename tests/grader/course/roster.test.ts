/** @file Rosters as Canvas, Moodle, a registrar and a spreadsheet write them. */

import { readCsv, writeCsv } from "@cryolab/grader/internal/course/csv";
import { checkedLearnerId, importRoster, readLearner, readRoster } from "@cryolab/grader/internal/course/roster";
import { expect } from "chai";
import { type Lab, lab } from "../class.ts";

describe("importRoster", () => {
  let one: Lab;
  beforeEach(() => {
    one = lab([]);
  });
  afterEach(() => one.remove());
  const take = (text: string, options = {}) => importRoster(one.cls, text, "r.csv", options);

  it("reads Canvas's gradebook: byte order mark, last name first, its own rows left out", () => {
    const text =
      "\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,ps0 (12)\r\n    Points Possible,,,,,10\r\n" +
      '"Lovelace, Ada",101,u1,ada,A,10\r\n"Student, Test",9,,x,A,\r\n';
    const { added, columns } = take(text);
    expect(added).to.deep.equal(["ada"]);
    expect(columns).to.include("canvas from ID").and.include("id from SIS Login ID");
    expect(readRoster(one.cls)).to.deep.equal([
      {
        id: "ada",
        name: "Ada Lovelace",
        email: "",
        section: "A",
        external: { canvas: "101", sis: "u1" },
        active: true,
      },
    ]);
  });

  it("reads Moodle's worksheet, a registrar's semicolons, and a list that has addresses only", () => {
    take("Identifier,Full name,Email address\nParticipant 17,Ada Lovelace,ada@x.org\n");
    expect(readLearner(one.cls, "ada@x.org").external).to.deep.equal({ moodle: "Participant 17" });
    take('Matriculation number;First name;Last name;Group\n0012345;Åsa;"Ångström; the younger";B\n');
    expect(readLearner(one.cls, "0012345")).to.include({ name: "Åsa Ångström; the younger", section: "B" });
  });

  it("adds, changes, leaves, and says all of it; a dry run writes nothing", () => {
    take("id,name,email\nada,Ada,a@x\nbob,Bob,b@x\neve,Eve,e@x\n");
    const next = "id,name,email\nada,Ada,a@x\nbob,Bob,\neve,Eve,new@x\nzoe,Zoe,z@x\n";
    const dry = take(next, { dryRun: true });
    expect(dry).to.deep.include({ added: ["zoe"], same: 2, missing: [], deactivated: false });
    expect(dry.changed).to.deep.equal([{ id: "eve", changes: ["email: e@x -> new@x"] }]);
    expect(readRoster(one.cls)).to.have.length(3);
    take(next);
    expect(readLearner(one.cls, "bob").email).to.equal("b@x");
    const fewer = take("id\nada\n");
    expect([fewer.missing, fewer.deactivated, readRoster(one.cls).length]).to.deep.equal([
      ["bob", "eve", "zoe"],
      false,
      4,
    ]);
    take("id\nada\n", { deactivateMissing: true });
    expect(readRoster(one.cls).map(({ id }) => id)).to.deep.equal(["ada"]);
    expect(take("id\neve\n").changed).to.deep.equal([{ id: "eve", changes: ["state: inactive -> active"] }]);
  });

  it("refuses rows that cannot be, takes the others, and says how to choose a column", () => {
    const { added, refused } = take("id,name\n../x,A\nada,B\nada,C\n,D\n");
    expect(added).to.deep.equal(["ada"]);
    expect(refused).to.deep.equal([
      'row 2: learner id: must be 1 to 64 characters that can name a folder, got "../x"',
      "row 4: ada is there twice; the first row is taken",
      'row 5: learner id: must be 1 to 64 characters that can name a folder, got ""',
    ]);
    expect(() => take("foo,bar\n1,2\n")).to.throw("choose one with --id (it has foo, bar)");
    expect(take("foo,bar\n1,2\n", { id: "bar" }).added).to.deep.equal(["2"]);
    expect(() => take("foo,bar\n1,2\n", { id: "baz" })).to.throw(RangeError, 'no column "baz"; it has foo, bar');
    expect(() => take("id,name\n")).to.throw("no learner in it");
    expect(() => take('id,name\n"ada,b\n')).to.throw("r.csv: not CSV");
    for (const id of ["a/b", "a\nb", "-x", ".x", "x.", "a\u202eb", "forgotten-1", "x".repeat(65)])
      expect(() => checkedLearnerId(id), id).to.throw(RangeError);
    expect(() => readLearner(one.cls, "ad")).to.throw(RangeError, "did you mean ada?");
  });
});

describe("writeCsv", () => {
  it("defuses what a spreadsheet would run, and quotes what it must", () => {
    const cells = ["=1+1", "+x", "-x", "@x", "\tx", "\rx", " =x", "＝x", "plain", 'say "a"', "a,b", "a;b", -5, 1.5];
    expect(writeCsv([cells])).to.equal(
      `"'=1+1","'+x","'-x","'@x","'\tx","'\rx","' =x","'＝x",plain,"say ""a""","a,b","a;b",-5,1.5\r\n`,
    );
  });
  it("is read back as it was", () => {
    const text = writeCsv([
      ["id", "name"],
      ["a", 'two\nlines, "quoted"'],
    ]);
    expect(readCsv(text, "x").rows).to.deep.equal([{ id: "a", name: 'two\nlines, "quoted"' }]);
  });
});
