import { createHmac } from "node:crypto";
import { address, composer, decode, encode, sign } from "@cryolab/kernel/internal/wire/message";
import { expect } from "chai";

const key = "secret";
const hash = (...pieces: string[]): string => createHmac("sha256", key).update(pieces.join("")).digest("hex");
const frames = (pieces: readonly string[], signature = hash(...pieces), identity = "client"): Buffer[] =>
  [identity, "<IDS|MSG>", signature, ...pieces].map((piece) => Buffer.from(piece));
const header = JSON.stringify({ msg_id: "1", msg_type: "execute_request" });

describe("decode", () => {
  it("reads identities, header, content and buffers of a signed message", () => {
    const pieces = [header, "{}", '{"cellId":"a"}', '{"code":"1"}'];
    const message = decode([...frames(pieces), Buffer.from([1, 2])], key);
    expect(message.identities.map(String)).to.deep.equal(["client"]);
    expect(message.header.msg_type).to.equal("execute_request");
    expect(message.metadata).to.deep.equal({ cellId: "a" });
    expect(message.content).to.deep.equal({ code: "1" });
    expect([...message.buffers[0]]).to.deep.equal([1, 2]);
  });
  it("refuses a wrong signature, of the right length or not", () => {
    const pieces = [header, "{}", "{}", "{}"];
    for (const signature of ["", "0".repeat(64), hash("other")])
      expect(() => decode(frames(pieces, signature), key)).to.throw("message: the signature is wrong");
  });
  it("takes any signature when there is no key", () => {
    expect(decode(frames([header, "{}", "{}", "{}"], ""), "").header.msg_id).to.equal("1");
  });
  it("refuses what is no message", () => {
    expect(() => decode([Buffer.from("a")], key)).to.throw("no delimiter");
    expect(() => decode(frames([header, "{}"]), key)).to.throw("expected 6 frames, got 4");
    expect(() => decode(frames(["{", "{}", "{}", "{}"]), key)).to.throw(SyntaxError);
    expect(() => decode(frames(["{}", "{}", "{}", "{}"]), key)).to.throw("header without msg_type");
    expect(() => decode(frames([header, "{}", "{}", "null"]), key)).to.throw("content that is no object");
  });
});

describe("composer and encode", () => {
  it("sign what they send, with the request as parent and the version of the protocol", () => {
    const parent = { msg_id: "7", session: "s", username: "u", date: "", msg_type: "x_request", version: "5.4" };
    const message = composer()("x_reply", { status: "ok" }, parent, { identities: ["client"] });
    const [identity, delimiter, signature, ...json] = encode(message, key).map(String);
    expect([identity, delimiter]).to.deep.equal(["client", "<IDS|MSG>"]);
    expect(signature).to.equal(hash(...json));
    expect(JSON.parse(json[0])).to.include({ msg_type: "x_reply", version: "5.4" });
    expect(JSON.parse(json[1]).msg_id).to.equal("7");
  });
  it("name the type as the topic of what is published", () => {
    expect(composer()("stream", {}, undefined).identities).to.deep.equal(["stream"]);
  });
});

describe("sign", () => {
  it("is empty without a key", () => {
    expect(sign("", ["a"])).to.equal("");
  });
});

describe("address", () => {
  it("joins host and port as the transport asks", () => {
    const connection = { ip: "127.0.0.1", key } as Parameters<typeof address>[0];
    expect(address({ ...connection, transport: "tcp" }, 5)).to.equal("tcp://127.0.0.1:5");
    expect(address({ ...connection, transport: "ipc", ip: "/tmp/k" }, 5)).to.equal("ipc:///tmp/k-5");
  });
});
