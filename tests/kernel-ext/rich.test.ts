import { expect } from "chai";
import { type Answer, KernelClient, plain, type Received } from "./client.ts";

describe("progress, table and interact in the kernel, over ZeroMQ", function () {
  this.timeout(30_000);
  let kernel: KernelClient;
  before(async () => {
    kernel = await KernelClient.start();
  });
  after(async () => {
    await kernel.kill();
  });
  const traceback = ({ outputs }: Answer): string =>
    plain(outputs.find(({ type }) => type === "error")?.content.traceback.join("\n") ?? "no error");

  describe("progress", () => {
    it("moves while a loop that never awaits keeps the kernel busy", async () => {
      const id = await kernel.send("execute_request", {
        code: `const bar = progress(20, "EM");
for (let i = 0; i < 20; i++) { const end = Date.now() + 50; while (Date.now() < end); bar.tick(); }`,
        store_history: true,
        silent: false,
      });
      const start = performance.now();
      await kernel.until(id, ({ type }) => type === "update_display_data", 5000, "moving bar");
      expect(performance.now() - start).to.be.below(800); // the loop takes 1000
      const { outputs } = await kernel.answer(id);
      const [first, ...updates] = outputs.filter(({ type }) => type.endsWith("display_data"));
      expect(first.type).to.equal("display_data");
      expect(updates.length).to.be.within(5, 11);
      expect(updates.every(({ content }) => content.transient.display_id === first.content.transient.display_id)).to.be
        .true;
      expect(updates[updates.length - 1].content.data["text/plain"]).to.contain("20 of 20 (100 %)");
    });
    it("fits where the library takes progress, and counts a loop", async () => {
      const { reply, outputs } = await kernel.execute(`
const traces = cryo.core.realArray([2, 3], [0, 9, 0, 0, 0, 9]);
const start = { template: Float64Array.of(0, 1, 0), sigma: 1, shiftMean: 0, shiftSigma: 1, maxShift: 1 };
cryo.classification.em1d(traces, start, { iterations: 3, progress: progress("EM").update });
let sum: number = 0;
for (const x of progress.over([1, 2, 3], "sum")) sum += x;
sum`);
      expect(reply.status, traceback({ reply, outputs, ms: 0 })).to.equal("ok");
      const ends = outputs.filter(({ type }) => type === "update_display_data");
      expect(ends.map(({ content }) => content.data["text/plain"].replace(/\), .*/, ")"))).to.deep.equal([
        "EM [####################] 3 of 3 (100 %)",
        "sum [####################] 3 of 3 (100 %)",
      ]);
      expect(outputs[outputs.length - 1].content.data["text/plain"]).to.equal("6");
    });
  });

  describe("table", () => {
    it("is a result, of interfaces and of records", async () => {
      const { outputs } = await kernel.execute(`
interface Row { readonly name: string; readonly s: number }
const rows: Row[] = [{ name: "a", s: 0.5 }];
table(rows, { title: "T" })`);
      const { data } = outputs[outputs.length - 1].content;
      expect(data["text/plain"]).to.equal("T\nname       s\na     0.5000");
      expect(data["text/html"]).to.contain("<table>");
    });
    it("completes its options and tells what it is", async () => {
      expect((await kernel.complete("table([{ a: 1 }], { ")).matches).to.include.members([
        "columns",
        "digits",
        "title",
      ]);
      expect((await kernel.complete("progress.")).matches).to.include("over");
      expect((await kernel.complete("inter")).matches).to.include("interact");
      const { reply } = await kernel.request("inspect_request", { code: "interact", cursor_pos: 3, detail_level: 0 });
      expect(reply.data["text/plain"]).to.contain("Draws a picture under controls");
    });
  });

  describe("interact", () => {
    /** The comm of a control, by its name. */
    const comm = (outputs: readonly Received[], name: string): string =>
      outputs.find(({ type, content }) => type === "comm_open" && content.data.state.description === name)!.content
        .comm_id;
    const move = (comm_id: string, state: object): Promise<string> =>
      kernel.send("comm_msg", { comm_id, data: { method: "update", state, buffer_paths: [] } });
    const isPicture = ({ type }: Received): boolean => type === "update_display_data";
    const isIdle = ({ type, content }: Received): boolean => type === "status" && content.execution_state === "idle";
    const picture = (of: Received): string => plain(of.content.data["text/plain"]);
    const code = (body: string): string =>
      `interact({ sigma: [1, 10, 0.5], method: ["a", "b"], masked: true, label: "text" }, ({ sigma, method, masked, label }) => { ${body} });`;

    it("types the values from the controls", async () => {
      const right = await kernel.execute(
        code(
          'const a: number = sigma; const b: "a" | "b" = method; const c: boolean = masked; const d: string = label; return [a, b, c, d].join()',
        ),
      );
      expect(traceback(right)).to.equal("no error");
      expect(picture(right.outputs[right.outputs.length - 1])).to.equal("5.5,a,true,text");
      expect(traceback(await kernel.execute(code("const a: string = sigma; return a")))).to.contain(
        "Type 'number' is not assignable to type 'string'",
      );
      expect(traceback(await kernel.execute(code('return method === "c"')))).to.contain("no overlap");
      expect(traceback(await kernel.execute("interact({ n: [1, 2, 3, 4] }, () => 1)"))).to.contain("TS2322");
    });
    it("draws again under the message that moved a control, and gives the figure in all its formats", async () => {
      const { outputs } = await kernel.execute(code("return plot.line([1, 2, sigma])"));
      const { display_id } = outputs[outputs.length - 1].content.transient;
      const id = await move(comm(outputs, "sigma"), { value: 7.2 });
      const update = await kernel.until(id, isPicture, 5000, "picture");
      expect(update.content.transient.display_id).to.equal(display_id);
      expect(update.content.data["image/svg+xml"]).to.contain("<svg");
      const { data } = update.content.data["application/vnd.plotly.v1+json"];
      expect(data[0].y).to.deep.equal([1, 2, 7]);
      await kernel.until(id, isIdle, 5000, "idle");
    });
    it("draws the last of a burst, and few of the others", async () => {
      const { outputs } = await kernel.execute(
        `let drawn = 0; ${code("drawn++; const end = Date.now() + 100; while (Date.now() < end); return String(sigma)")}`,
      );
      const sigma = comm(outputs, "sigma");
      const ids: string[] = [];
      for (let i = 0; i < 50; i++) ids.push(await move(sigma, { value: 1 + (i % 19) / 2 }));
      const lastId = await move(sigma, { value: 9.5 });
      expect(picture(await kernel.until(lastId, isPicture, 5000, "last picture"))).to.equal("9.5");
      expect(Number(await kernel.text("drawn"))).to.be.within(2, 8);
      for (const id of ids) await kernel.until(id, isIdle, 1000, "idle of every message");
    });
    it("waits for a cell that runs, and loses nothing of what moved meanwhile", async () => {
      const { outputs } = await kernel.execute(code('return [sigma, label].join(" ")'));
      const cell = await kernel.send("execute_request", { code: "await new Promise((r) => setTimeout(r, 300)); 7" });
      await move(comm(outputs, "sigma"), { value: 2 });
      const id = await move(comm(outputs, "label"), { value: "new" });
      expect((await kernel.answer(cell)).reply.status).to.equal("ok");
      expect(picture(await kernel.until(id, isPicture, 5000, "picture"))).to.equal("2 new");
    });
    it("shows an error of the drawing with the cell's own line", async () => {
      const { outputs, reply } = await kernel.execute(
        code("\nif (masked) throw new RangeError(label);\nreturn 'drawn'"),
      );
      expect(reply.status).to.equal("ok");
      expect(picture(outputs[outputs.length - 1])).to.match(/^RangeError: text\n.*line 2:/s);
      const id = await move(comm(outputs, "masked"), { value: false });
      expect(picture(await kernel.until(id, isPicture, 5000, "picture"))).to.equal("drawn");
    });
    it("is stopped in an endless drawing, with every variable kept", async () => {
      const { outputs } = await kernel.execute(`let kept = 41; ${code("while (sigma === 1); return 'ended'")}`);
      const sigma = comm(outputs, "sigma");
      const id = await move(sigma, { value: 1 });
      await kernel.until(id, ({ type }) => type === "status", 5000, "busy");
      await kernel.interrupt();
      expect(picture(await kernel.until(id, isPicture, 5000, "picture"))).to.contain("Interrupted");
      expect(await kernel.text("kept + 1")).to.equal("42");
      const next = await move(sigma, { value: 2 });
      expect(picture(await kernel.until(next, isPicture, 5000, "picture"))).to.equal("ended");
    });
    it("is taken from the page when its cell runs again, and its controls with it", async () => {
      const count = async (): Promise<number> =>
        Object.keys((await kernel.request("comm_info_request", { target_name: "jupyter.widget" })).reply.comms).length;
      const run = (cellId: string, name: string): Promise<Answer> =>
        kernel.execute(`interact({ ${name}: [0, 1] }, () => "picture");`, { metadata: { cellId } });
      const first = await run("one", "a");
      const open = await count();
      const other = await run("two", "b");
      const both = await count();
      const again = await run("one", "c");
      expect(await count()).to.equal(both);
      const closed = again.outputs.filter(({ type }) => type === "comm_close").map(({ content }) => content.comm_id);
      expect(closed).to.have.length(both - open);
      expect(closed).to.include(comm(first.outputs, "a")).and.not.to.include(comm(other.outputs, "b"));
      // A page that is late says nothing to nobody.
      const late = await move(comm(first.outputs, "a"), { value: 1 });
      await kernel.until(late, isIdle, 5000, "idle");
      await kernel.execute("1", { metadata: { cellId: "one" } });
      expect(await count()).to.be.below(both);
    });
    it("is found again by a reopened page", async () => {
      const { outputs } = await kernel.execute(code("return String(sigma)"));
      const sigma = comm(outputs, "sigma");
      await kernel.until(await move(sigma, { value: 4 }), isIdle, 5000, "idle");
      const { reply } = await kernel.request("comm_info_request", { target_name: "jupyter.widget" });
      expect(reply.comms[sigma]).to.deep.equal({ target_name: "jupyter.widget" });
      await kernel.send("comm_open", { comm_id: "control", target_name: "jupyter.widget.control", data: {} });
      const id = await kernel.send("comm_msg", { comm_id: "control", data: { method: "request_states" } });
      const { content } = await kernel.until(id, ({ type }) => type === "comm_msg", 5000, "states");
      expect(content.data.states[sigma].state.value).to.equal(4);
    });
  });
});
