import { Comms } from "@cryolab/kernel/internal/comms";
import type { Message } from "@cryolab/kernel/internal/wire/message";
import { expect } from "chai";

const message = (msg_type: string, content: object): Message =>
  ({ header: { msg_type }, content, identities: [], metadata: {}, buffers: [] }) as unknown as Message;

describe("Comms", () => {
  it("closes at once what a front end opens for nobody", async () => {
    const sent: [string, unknown][] = [];
    const comms = new Comms((type, content) => sent.push([type, content]));
    await comms.receive(message("comm_open", { comm_id: "1", target_name: "nobody", data: {} }));
    expect(sent).to.deep.equal([["comm_close", { comm_id: "1", data: {} }]]);
    expect(comms.list(undefined)).to.deep.equal({});
  });
  it("carries messages both ways on a registered target, until it is closed", async () => {
    const sent: [string, unknown][] = [];
    const comms = new Comms((type, content) => sent.push([type, content]));
    let closed = 0;
    comms.register("echo", (comm) => {
      comm.onMessage = (data) => comm.send(data);
      comm.onClose = () => closed++;
    });
    await comms.receive(message("comm_open", { comm_id: "1", target_name: "echo", data: {} }));
    await comms.receive(message("comm_msg", { comm_id: "1", data: { n: 42 } }));
    expect(sent).to.deep.equal([["comm_msg", { comm_id: "1", data: { n: 42 } }]]);
    expect(comms.list("echo")).to.deep.equal({ 1: { target_name: "echo" } });
    expect(comms.list("other")).to.deep.equal({});
    await comms.receive(message("comm_close", { comm_id: "1" }));
    await comms.receive(message("comm_msg", { comm_id: "1", data: {} }));
    expect([closed, sent.length]).to.deep.equal([1, 1]);
  });
  it("opens from the kernel's side", () => {
    const sent: [string, unknown][] = [];
    const comms = new Comms((type, content) => sent.push([type, content]));
    const comm = comms.open("widget", { a: 1 });
    expect(sent).to.deep.equal([["comm_open", { comm_id: comm.id, target_name: "widget", data: { a: 1 } }]]);
    comm.close();
    comm.close();
    expect(sent.map(([type]) => type)).to.deep.equal(["comm_open", "comm_close"]);
  });
});
