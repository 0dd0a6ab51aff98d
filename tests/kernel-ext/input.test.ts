import { expect } from "chai";
import { executeContent, KernelClient, plain, type Received } from "./client.ts";

describe("input, over ZeroMQ", function () {
  this.timeout(30_000);
  let kernel: KernelClient;
  before(async () => {
    kernel = await KernelClient.start();
  });
  after(async () => {
    await kernel.kill();
  });

  const start = (code: string): Promise<string> =>
    kernel.send("execute_request", executeContent(code, { allow_stdin: true }));
  const question = (id: string, prompt: string): Promise<Received> =>
    kernel.until(
      id,
      ({ type, content }) => type === "input_request" && content.prompt === prompt,
      5000,
      `question ${prompt}`,
    );
  const reply = (value: string): Promise<string> => kernel.send("input_reply", { value }, { channel: "stdin" });
  const result = async (id: string): Promise<string> => {
    const { outputs } = await kernel.answer(id);
    return outputs.find(({ type }) => type === "execute_result")?.content.data["text/plain"];
  };

  it("asks, waits and returns a string", async () => {
    const id = await start('const name: string = await input("Name: "); [name, name.length]');
    expect((await question(id, "Name: ")).content).to.deep.equal({ prompt: "Name: ", password: false });
    await reply("Ada");
    expect(await result(id)).to.equal("[ 'Ada', 3 ]");
  });
  it("asks in secret, and without a prompt", async () => {
    const id = await start('[await input("Key: ", { password: true }), await input()]');
    expect((await question(id, "Key: ")).content.password).to.equal(true);
    await reply("s3cret");
    await question(id, "");
    await reply("");
    expect(await result(id)).to.equal("[ 's3cret', '' ]");
  });
  it("asks one after the other, and the cell waits for a question that it does not await", async () => {
    const id = await start('const both = Promise.all([input("a"), input("b")]); void input("c"); undefined');
    for (const prompt of ["a", "b", "c"]) {
      await question(id, prompt);
      await reply(prompt.toUpperCase());
    }
    await kernel.answer(id);
    expect(await kernel.text("await both")).to.equal("[ 'A', 'B' ]");
  });
  it("fails where nobody can be asked", async () => {
    expect(await kernel.text('await input("Name: ")')).to.match(/^Error: input: nobody is there to ask;.*\n/);
  });
  it("is let go by an interrupt, and a late answer answers nothing", async () => {
    const id = await start('await input("stop me"); 1');
    const { header } = await question(id, "stop me");
    await kernel.interrupt();
    const { reply: ended, outputs } = await kernel.answer(id);
    expect(ended).to.include({ status: "error", ename: "Interrupted" });
    expect(plain(outputs.at(-1)?.content.traceback[0])).to.match(/^Interrupted: the cell was stopped/);
    const next = await start('await input("next")');
    await question(next, "next");
    await kernel.send("input_reply", { value: "late" }, { channel: "stdin", parent: header });
    await reply("right");
    expect(await result(next)).to.equal("'right'");
  });
  it("completes and inspects with its doc comment", async () => {
    const { reply: found } = await kernel.request("inspect_request", {
      code: "input(",
      cursor_pos: 6,
      detail_level: 0,
    });
    expect(found.data["text/plain"]).to.match(
      /^input\(prompt\?: string, [^)]*\): Promise<string>\n\nAsks for a line of text/,
    );
  });
});
