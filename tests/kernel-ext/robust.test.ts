import { createHmac } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { decode } from "@cryolab/kernel/internal/wire/message";
import { expect } from "chai";
import fc from "fast-check";
import { executeContent, KernelClient, plain } from "./client.ts";

const sign = (key: string, json: readonly (string | Buffer)[]): string => {
  const hmac = createHmac("sha256", key);
  for (const piece of json) hmac.update(piece);
  return hmac.digest("hex");
};

describe("decode, of anything", () => {
  const key = "k";
  const anyFrame = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc.constant(Buffer.from("<IDS|MSG>")),
    fc.json().map(Buffer.from),
  );
  it("gives a message or an Error, never anything else", () => {
    fc.assert(
      fc.property(fc.array(anyFrame, { maxLength: 9 }), fc.boolean(), (frames, signed) => {
        const all = [...frames];
        const at = all.findIndex((frame) => Buffer.compare(frame, Buffer.from("<IDS|MSG>")) === 0);
        // Half of them with the right signature, or nothing would get past it.
        if (signed && at >= 0 && all.length > at + 1)
          all[at + 1] = Buffer.from(
            sign(
              key,
              all.slice(at + 2, at + 6).map((frame) => Buffer.from(frame)),
            ),
          );
        try {
          const { header, content, parent, metadata } = decode(all, key);
          expect(header.msg_type).to.be.a("string");
          for (const part of [content, parent, metadata]) expect(part).to.be.an("object");
        } catch (error) {
          expect(error).to.be.instanceOf(Error);
        }
      }),
      { seed: 4, numRuns: 2000 },
    );
  });
  it("reads every signed message whose four pieces are objects", () => {
    const object = fc.dictionary(fc.string(), fc.jsonValue());
    fc.assert(
      fc.property(object, object, object, fc.string(), (parent, metadata, content, msg_type) => {
        const json = [{ msg_type }, parent, metadata, content].map((part) => Buffer.from(JSON.stringify(part)));
        const message = decode([Buffer.from("<IDS|MSG>"), Buffer.from(sign(key, json)), ...json], key);
        expect([message.parent, message.metadata, message.content]).to.deep.equal(
          [parent, metadata, content].map((part) => JSON.parse(JSON.stringify(part))),
        );
      }),
      { seed: 5, numRuns: 300 },
    );
  });
});

describe("messages of any kind, over ZeroMQ", function () {
  this.timeout(60_000);
  let kernel: KernelClient;
  before(async () => {
    kernel = await KernelClient.start();
  });
  after(async () => {
    await kernel.kill();
  });
  const alive = async (): Promise<void> => {
    expect(await kernel.text("6 * 7")).to.equal("42");
  };
  /** Sends four pieces of JSON with a right signature. */
  const sendSigned = (json: readonly string[], channel?: "shell" | "control" | "stdin"): Promise<void> =>
    kernel.sendRaw(["<IDS|MSG>", sign(kernel.key, json), ...json], channel);

  it("that are no messages are let go: cut off, of other bytes, no JSON, signed or not", async () => {
    const header = JSON.stringify({ msg_id: "x", msg_type: "execute_request" });
    const whole = [header, "{}", "{}", JSON.stringify(executeContent("globalThis.forged = 1"))];
    const frames = ["<IDS|MSG>", sign("another key", whole), ...whole];
    for (let length = 0; length <= frames.length; length++)
      if (length > 0) await kernel.sendRaw(frames.slice(0, length));
    for (const channel of ["shell", "control", "stdin"] as const) {
      await kernel.sendRaw([Buffer.from([0, 255, 254, 1]), Buffer.alloc(0), Buffer.alloc(3, 200)], channel);
      for (const json of [
        ["{", "{}", "{}", "{}"],
        ["null", "{}", "{}", "{}"],
        ["[]", "1", '"a"', "[]"],
        ["\u0000", "", "", ""],
      ])
        await sendSigned(json, channel);
      await sendSigned([header, "{}", "{}", "5"], channel);
      await sendSigned([JSON.stringify({ msg_type: 5 }), "{}", "{}", "{}"], channel);
      await sendSigned([header, "[".repeat(100_000), "{}", "{}"], channel);
    }
    await alive();
    expect(await kernel.text("'forged' in globalThis")).to.equal("false");
  });
  it("with fields of the wrong kind are answered, each once, and the next cell runs", async () => {
    const wrong: readonly unknown[] = [null, 5, -1, "text", [], { a: 1 }, true];
    const fields: Readonly<Record<string, readonly string[]>> = {
      execute_request: ["code", "silent", "store_history", "user_expressions", "allow_stdin", "stop_on_error"],
      complete_request: ["code", "cursor_pos"],
      inspect_request: ["code", "cursor_pos", "detail_level"],
      is_complete_request: ["code"],
      history_request: ["hist_access_type", "n", "pattern", "session", "start", "stop", "raw", "output"],
      comm_info_request: ["target_name"],
      kernel_info_request: ["nothing"],
    };
    for (const [type, names] of Object.entries(fields))
      for (const name of names)
        for (const value of wrong) {
          const { reply } = await kernel.request(type, { code: "1", cursor_pos: 1, [name]: value });
          expect(["ok", "error", "complete", "incomplete", "invalid"], `${type} ${name}`).to.include(reply.status);
        }
    for (const type of ["comm_open", "comm_msg", "comm_close"])
      for (const value of wrong) await kernel.send(type, { comm_id: value, target_name: value, data: value });
    await kernel.send("input_reply", { value: 5 }, { channel: "stdin" });
    await alive();
  });
  it("without a code to run is refused, and runs nothing", async () => {
    const { reply, outputs } = await kernel.request("execute_request", {});
    expect(reply).to.include({ status: "error", evalue: "execute_request: code must be a text" });
    expect(outputs).to.deep.equal([]);
  });
  it("of 8 MB are taken", async () => {
    const { reply } = await kernel.execute(`/* ${"x".repeat(8e6)} */ 1`, { timeout: 20_000 });
    expect(reply.status).to.equal("ok");
    const metadata = { cellId: "big", more: "y".repeat(1e6) };
    expect((await kernel.execute("2", { metadata })).reply.status).to.equal("ok");
  });
  it("that ask for a debugger are told that there is none, in both ways, and nothing is printed", async () => {
    const request = { type: "request", seq: 3, command: "initialize", arguments: {} };
    for (const channel of ["control", "shell"] as const) {
      const { reply, outputs } = await kernel.request("debug_request", request, { channel });
      expect(reply).to.include({ status: "error", evalue: "debug_request: this kernel has no debugger" });
      expect(reply).to.include({ type: "response", success: false, request_seq: 3, command: "initialize" });
      expect(outputs).to.deep.equal([]);
    }
  });
});

describe("two front ends at once, over ZeroMQ", function () {
  this.timeout(60_000);
  let one: KernelClient;
  let two: KernelClient;
  before(async () => {
    one = await KernelClient.start();
    two = await KernelClient.join(one);
  });
  after(async () => {
    two.leave();
    await one.kill();
  });

  it("share the variables, and each is answered", async () => {
    await one.execute("let shared = 1;");
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => [one, two][i % 2].execute(`shared += 1; "cell ${i}"`)),
    );
    answers.forEach(({ reply, outputs }, i) => {
      expect(reply.status).to.equal("ok");
      expect(outputs.at(-1)?.content.data["text/plain"]).to.equal(`'cell ${i}'`);
    });
    expect(await two.text("shared")).to.equal("21");
  });
  it("both hear what either causes", async () => {
    const id = await one.send("execute_request", executeContent("console.log('heard')"));
    const { content } = await two.until(id, ({ type }) => type === "stream", 3000, "stream of the other");
    expect(content.text).to.equal("heard\n");
    await one.answer(id);
    expect(two.seen(id).some(({ type }) => type.endsWith("_reply"))).to.equal(false);
  });
  it("one of them is asked when its own cell asks", async () => {
    const content = executeContent("await input('name? ')", { allow_stdin: true });
    const id = await two.send("execute_request", content);
    const question = await two.until(id, ({ type }) => type === "input_request", 3000, "question");
    await two.send("input_reply", { value: "Ada" }, { channel: "stdin", parent: question.header });
    const { outputs } = await two.answer(id);
    expect(outputs.at(-1)?.content.data["text/plain"]).to.equal("'Ada'");
    expect(one.seen(id).some(({ type }) => type === "input_request")).to.equal(false);
  });
  it("an error of one aborts what the other had waiting too, as one queue it is, and later cells run", async () => {
    const failing = await one.send(
      "execute_request",
      executeContent("await new Promise((r) => setTimeout(r, 200)); throw new Error('x')"),
    );
    await sleep(50);
    const waiting = await two.send("execute_request", executeContent("'waiting'"));
    expect((await one.answer(failing)).reply.status).to.equal("error");
    expect((await two.answer(waiting)).reply.status).to.equal("aborted");
    expect(await two.text("'later'")).to.equal("'later'");
  });
  it("either can interrupt the cell of the other", async () => {
    const id = await one.send("execute_request", executeContent("while (true) {}"));
    await sleep(200);
    await two.interrupt();
    const { reply, outputs } = await one.answer(id);
    expect(reply.ename).to.equal("Interrupted");
    expect(plain(outputs.at(-1)?.content.traceback[0])).to.contain("Interrupted");
  });
  it("one may go, in the middle of its own cell, and the other goes on", async () => {
    const third = await KernelClient.join(one);
    await third.send("execute_request", executeContent("for (let i = 0; i < 1000; i++) console.log(i); shared = -1"));
    await sleep(20);
    third.leave();
    expect(await one.text("shared")).to.equal("-1");
  });
});
