import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Cell, ExerciseResult, TestResult } from "@cryolab/grader";
import type { Grader } from "@cryolab/kernel/internal/grading";
import { createSession, type Session } from "@cryolab/kernel/internal/session";
import { expect } from "chai";
import { plain } from "./client.ts";

const test = (title: string, status: TestResult["status"], points: number, max: number): TestResult => ({
  ...{ title, hidden: false, status, points, max, class: status === "pass" ? "" : "wrong-value", ms: 1 },
  publicMessage:
    status === "pass" ? "" : "arrays differ most at index 1: expected <2>, got 2.5\nthe sign of i is flipped",
  privateMessage: "secret",
});

/** A grader that answers as it is told and remembers what it was asked. */
class FakeGrader implements Grader {
  tests: TestResult[] = [];
  status: ExerciseResult["status"] = "graded";
  asked: readonly Cell[] = [];
  wait = 0;
  exerciseIds = (): string[] => ["fourier/dft", "fourier/fft"];
  readManifest = () => ({ title: "The sum <itself>", hints: ["one", "two"], points: { visible: 5, hidden: 7 } });
  gradeCells: Grader["gradeCells"] = async (cells, exercise, { onTest, signal } = {}) => {
    this.asked = cells;
    if (this.wait > 0)
      await new Promise((resolve, reject) => {
        const timer = setTimeout(resolve, this.wait);
        signal?.addEventListener("abort", () => {
          clearTimeout(timer);
          reject(signal.reason);
        });
      });
    for (const result of this.tests) onTest?.(result);
    const { status } = this;
    const points = this.tests.reduce((sum, result) => sum + result.points, 0);
    const message = status === "graded" ? {} : { message: "no cell begins with %%exercise fourier/dft" };
    const all = { submission: "notebook", exercise, status, points, max: 5, isolation: "D" as const, ...message };
    return { ...all, warnings: ["scale was declared twice"], tests: this.tests };
  };
}

interface Sent {
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into JSON
  readonly content: any;
}

describe("check and hint", function () {
  this.timeout(20_000);
  const folder = mkdtempSync(join(tmpdir(), "cryolab-check-"));
  const notebook = join(folder, "lesson.ipynb");
  const grader = new FakeGrader();
  const sent: Sent[] = [];
  let session: Session;

  before(async () => {
    session = await createSession({
      grader,
      directory: folder,
      notebook,
      publish: (type, content) => sent.push({ type, content }),
    });
  });
  after(() => {
    session.close();
    rmSync(folder, { recursive: true });
  });

  /** Runs a cell; what it sent, but its input. */
  async function run(code: string, cellId?: string): Promise<Sent[]> {
    sent.length = 0;
    await session.execute({ code, cellId });
    return sent.filter(({ type }) => type !== "execute_input");
  }
  const failing = [test("a delta gives ones", "pass", 2, 2), test("a cosine has two peaks", "fail", 0, 3)];
  const answer = "%%exercise fourier/dft\nexport function dft(x: cryo.Line): cryo.Line { return x; }";

  it("hands the grader the cells that ran, in order of running, the latest run of each", async () => {
    await run("const scale = 1;", "a");
    await run(answer, "b");
    await run("const scale = 2;", "a");
    await run('check("fourier/dft")');
    expect(grader.asked).to.deep.equal([
      { source: answer, label: "cell [2]", id: "b" },
      { source: "const scale = 2;", label: "cell [3]", id: "a" },
      { source: 'check("fourier/dft")', label: "cell [4]" },
    ]);
  });

  it("shows progress, and in its place one bundle, without await", async () => {
    grader.tests = failing;
    const shown = await run('check("fourier/dft")');
    expect(shown.map(({ type }) => type)).to.deep.equal([
      "display_data",
      "update_display_data",
      "update_display_data",
      "update_display_data",
    ]);
    expect(new Set(shown.map(({ content }) => content.transient.display_id)).size).to.equal(1);
    expect(shown[1].content.data["text/plain"]).to.equal("fourier/dft: checking … 1 test done");
    const { data } = shown[3].content;
    expect(data["text/plain"].split("\n").slice(0, 6)).to.deep.equal([
      "The sum <itself> (fourier/dft)",
      "✓ pass  2 of 2  a delta gives ones",
      "✗ fail  0 of 3  a cosine has two peaks",
      "    arrays differ most at index 1: expected <2>, got 2.5",
      "    the sign of i is flipped",
      "visible tests: 2 of 5 points; hidden tests decide the other 7",
    ]);
    expect(data["text/html"]).to.match(/<pre[^>]*>arrays differ most at index 1: expected &lt;2&gt;, got 2.5\n/);
    expect(data["text/html"]).to.contain("The sum &lt;itself&gt;");
    expect(data["text/html"]).not.to.match(/<(script|style|iframe|svg)/);
    const numbers = data["application/vnd.cryolab.result+json"];
    expect(numbers).to.include({ exercise: "fourier/dft", status: "graded", points: 2, max: 5 });
    expect(JSON.stringify(data)).not.to.contain("secret");
  });

  it("waits wherever the call stands in the cell", async () => {
    grader.wait = 50;
    const shown = await run('check("fourier/dft");\nconst after = 1;');
    grader.wait = 0;
    expect(shown.at(-1)?.content.data["text/html"]).to.contain("<table>");
  });

  it("climbs the ladder of hints, by failures and by hint(), and stays on the last rung", async () => {
    const last = async (code: string): Promise<string> => (await run(code)).at(-1)?.content.data["text/plain"];
    const publish = (type: string, content: object): number => sent.push({ type, content });
    const fresh = await createSession({ grader, directory: folder, notebook, publish });
    session.close();
    session = fresh;
    await run(answer);
    expect(await last('check("fourier/dft")')).to.match(/\nHint 1 of 2: one$/);
    expect(await last('hint("fourier/dft")')).to.equal("Hint 2 of 2, the last one: two");
    expect(await last('check("fourier/dft")')).to.match(/\nHint 2 of 2, the last one: two$/);
    expect(await last('hint("fourier/fft")')).to.equal("Hint 1 of 2: one");
    grader.tests = [test("a delta gives ones", "pass", 5, 5)];
    expect(await last('check("fourier/dft")')).not.to.contain("Hint");
  });

  it("says what the grader warns of, and what the file holds otherwise", async () => {
    const cells = [{ cell_type: "code", id: "b", source: `${answer}\n// older`, metadata: { tags: ["keep"] } }];
    writeFileSync(notebook, JSON.stringify({ cells }));
    await run(answer, "b");
    const text = (await run('check("fourier/dft")')).at(-1)?.content.data["text/plain"];
    expect(text).to.contain("Note: scale was declared twice");
    expect(text).to.match(/Note: the saved notebook differs from what ran \(cell \[\d+\]\): save it/);
    expect(grader.asked.find(({ id }) => id === "b")?.tags).to.deep.equal(["keep"]);
  });

  it("shows the reason when nothing could be graded, and spends no hint on it", async () => {
    grader.status = "missing";
    const result = (await run('check("fourier/dft")')).at(-1)!;
    grader.status = "graded";
    expect(result.content.data["text/plain"]).to.contain("no cell begins with %%exercise fourier/dft");
    expect(result.content.data["application/vnd.cryolab.result+json"]).to.include({ status: "missing", hint: null });
  });

  it("stops with its cell", async () => {
    grader.wait = 60_000;
    const running = run('check("fourier/dft")');
    await new Promise((resolve) => setTimeout(resolve, 200));
    session.interrupt();
    const shown = await running;
    grader.wait = 0;
    expect(shown.map(({ content }) => content.data?.["text/plain"] ?? content.ename)).to.have.members([
      "fourier/dft: checking …",
      "fourier/dft: stopped",
      "Interrupted",
    ]);
  });

  it("refuses an exercise that does not exist: as a type, and at run time with the names", async () => {
    const [typed] = await run('check("fourier/dtf")');
    expect(typed.content.ename).to.equal("TypeScriptError");
    const [thrown] = await run('hint("fourier/dtf" as string as "fourier/dft")');
    expect(plain(thrown.content.traceback.join("\n"))).to.equal(
      ["RangeError: hint: no exercise fourier/dtf; there are: fourier/dft, fourier/fft"].join("\n"),
    );
  });

  it("completes the names of exercises, begun or not", () => {
    expect(session.complete('check("', 7).matches).to.deep.equal(["fourier/dft", "fourier/fft"]);
    const begun = session.complete('hint("fourier/d', 15);
    expect([begun.matches, begun.cursor_start, begun.cursor_end]).to.deep.equal([["fourier/dft"], 6, 15]);
    expect(session.complete("%%exercise fourier/f", 20).matches).to.deep.equal(["fourier/fft"]);
  });

  it("refuses %%exercise of an unknown exercise before anything runs", async () => {
    const [error] = await run("%%exercise fourier/dtf\nthrow new Error('ran')");
    expect(error.content).to.include({ ename: "MagicError" });
    expect(error.content.evalue).to.contain("there are: fourier/dft, fourier/fft");
  });
});
