import { Comms } from "@cryolab/kernel/internal/comms";
import { snap, startInteraction } from "@cryolab/kernel/internal/interact";
import type { Message } from "@cryolab/kernel/internal/wire/message";
import { expect } from "chai";
import { fakeHost } from "./fake-host.ts";

const message = (msg_type: string, content: object): Message =>
  ({ header: { msg_type }, content, identities: [], metadata: {}, buffers: [] }) as unknown as Message;

/** A host with comms, and what it sent. */
function page(part: Parameters<typeof fakeHost>[0] = {}, isWaiting?: (fits: (id: unknown) => boolean) => boolean) {
  // biome-ignore lint/suspicious/noExplicitAny: tests look into JSON
  const sent: { type: string; content: any; metadata: unknown }[] = [];
  const comms = new Comms((type, content, _, metadata) => void sent.push({ type, content, metadata }), isWaiting);
  const host = fakeHost({ comms, ...part });
  const opened = (name: string) =>
    sent.find(({ type, content }) => type === "comm_open" && content.data.state.description === name)!;
  const move = (name: string, state: object): Promise<void> =>
    comms.receive(
      message("comm_msg", {
        comm_id: opened(name).content.comm_id,
        data: { method: "update", state, buffer_paths: [] },
      }),
    );
  return { sent, comms, host, opened, move };
}
const last = <T>(list: readonly T[]): T => list[list.length - 1];

describe("snap", () => {
  it("gives the nearest position as a person writes it", () => {
    expect(snap(999.9999999999999, 0, 1000, 10)).to.equal(1000);
    expect(snap(0.30000000000000004, 0, 1, 0.1)).to.equal(0.3);
    expect(snap(0.34, 0.05, 1, 0.1)).to.equal(0.35);
    expect(snap(3e-7, 0, 1e-6, 1e-7)).to.equal(3e-7);
    expect(snap(-0.2, -1, 1, 1)).to.equal(0);
    expect(Object.is(snap(-0.2, -1, 1, 1), 0)).to.equal(true);
  });
  it("never leaves the positions that there are", () => {
    expect(snap(1, 0, 1, 0.4)).to.equal(0.8);
    expect(snap(99, 0, 1, 0.1)).to.equal(1);
    expect(snap(-99, 0, 1, 0.1)).to.equal(0);
  });
});

describe("interact", () => {
  const draw = (values: object): string => JSON.stringify(values);
  const all = { sigma: [1, 10, 0.5], n: [0, 8, 2], method: ["a", "b"], masked: true, label: "text" } as const;

  it("opens a model of the widgets protocol for each control, and shows them in one box above the picture", () => {
    const { sent, host, opened } = page();
    startInteraction(host, all, draw);
    expect(
      sent.every(({ type, metadata }) => type === "comm_open" && (metadata as { version: string }).version === "2.1.0"),
    ).to.be.true;
    const named = (name: string): unknown => {
      const { _model_name, _view_name, value, index } = opened(name).content.data.state;
      return [_model_name, _view_name, value ?? index];
    };
    expect(Object.keys(all).map(named)).to.deep.equal([
      ["FloatSliderModel", "FloatSliderView", 5.5],
      ["IntSliderModel", "IntSliderView", 4],
      ["DropdownModel", "DropdownView", 0],
      ["CheckboxModel", "CheckboxView", true],
      ["TextModel", "TextView", "text"],
    ]);
    expect(opened("sigma").content.data.state).to.include({ min: 1, max: 10, step: 0.5, readout_format: ".1f" });
    const box = last(sent).content;
    expect(box.data.state.children.slice(0, 5)).to.deep.equal(
      Object.keys(all).map((name) => `IPY_MODEL_${opened(name).content.comm_id}`),
    );
    const [view, picture] = host.shown;
    expect(view.bundle["application/vnd.jupyter.widget-view+json"]).to.deep.include({ model_id: box.comm_id });
    expect(view.bundle["text/plain"]).to.contain("Controls: sigma, n, method, masked, label (");
    expect(picture.bundle["text/plain"]).to.equal('{"sigma":5.5,"n":4,"method":"a","masked":true,"label":"text"}');
  });
  it("draws again in the same place when a control moves, and not when it stays", async () => {
    const { host, move } = page();
    startInteraction(host, all, draw);
    await move("sigma", { value: 3.9999999999999996 });
    await move("method", { index: 1 });
    await move("masked", { value: false });
    await move("label", { value: "<b>" });
    await move("n", { value: 5.1 });
    await move("n", { value: 6.2 });
    const updates = host.shown.slice(2);
    expect(updates.map(({ id, update }) => [id, update])).to.deep.equal(Array(5).fill([host.shown[1].id, true]));
    expect(last(updates).bundle["text/plain"]).to.equal('{"sigma":4,"n":6,"method":"b","masked":false,"label":"<b>"}');
  });
  it("lets values be of no other kind than the control's", async () => {
    const { host, move } = page();
    startInteraction(host, all, draw);
    for (const value of ["9", null, Number.NaN, {}, [1]]) await move("sigma", { value });
    for (const index of [7, -1, null, "0", "length"]) await move("method", { index });
    await move("masked", { value: 1 });
    await move("label", { value: 1 });
    expect(host.shown).to.have.length(2);
  });
  it("draws nothing for a message that a later one has overtaken", async () => {
    let later = true;
    const { host, move } = page({}, (fits) => later && !fits("another"));
    startInteraction(host, all, draw);
    await move("sigma", { value: 2 });
    await move("n", { value: 0 });
    expect(host.shown).to.have.length(2);
    later = false;
    await move("sigma", { value: 3 });
    expect(host.shown.slice(2).map(({ bundle }) => bundle["text/plain"])).to.deep.equal([
      '{"sigma":3,"n":0,"method":"a","masked":true,"label":"text"}',
    ]);
  });
  it("shows an error in the place of the picture, and the next picture in the place of the error", async () => {
    const { host, move } = page();
    startInteraction(host, { n: [0, 8, 2] }, ({ n }) => {
      if (n === 4) throw new RangeError("four");
      return n === 6 ? Promise.reject(new Error("six")) : `n is ${n}`;
    });
    expect(host.shown[1].bundle).to.deep.equal({
      "application/vnd.jupyter.stderr": "RangeError: four",
      "text/plain": "RangeError: four",
    });
    await move("n", { value: 6 });
    await move("n", { value: 8 });
    expect(host.shown.slice(2).map(({ bundle }) => bundle["text/plain"])).to.deep.equal(["Error: six", "n is 8"]);
  });
  it("lets the cell wait for a first picture that is promised", async () => {
    const tracked: Promise<unknown>[] = [];
    const { host } = page({ track: (work) => void tracked.push(work) });
    startInteraction(host, { masked: false }, async ({ masked }) => ({ "text/html": `<b>${masked}</b>` }));
    expect(tracked).to.have.length(1);
    await tracked[0];
    expect(host.shown[1].bundle).to.deep.equal({ "text/html": "<b>false</b>" });
  });
  it("takes a step of at least a hundred positions if none is given", () => {
    const { host, opened } = page();
    startInteraction(host, { a: [0, 1], b: [0, 30000], c: [-60, 60], d: [0, 0.07] }, draw);
    const steps = ["a", "b", "c", "d"].map((name) => opened(name).content.data.state.step);
    expect(steps).to.deep.equal([0.01, 200, 1, 0.0005]);
  });
  it("gives a reopened page all models with their present state", async () => {
    const { sent, comms, host, move, opened } = page();
    startInteraction(host, all, draw);
    await move("sigma", { value: 2 });
    await comms.receive(message("comm_open", { comm_id: "c", target_name: "jupyter.widget.control", data: {} }));
    await comms.receive(message("comm_msg", { comm_id: "c", data: { method: "request_states" } }));
    const { states, method } = last(sent).content.data;
    expect(method).to.equal("update_states");
    const { comm_id } = opened("sigma").content;
    expect(states[comm_id]).to.deep.include({
      model_name: "FloatSliderModel",
      model_module: "@jupyter-widgets/controls",
      model_module_version: "2.0.0",
    });
    expect(states[comm_id].state.value).to.equal(2);
    await comms.receive(message("comm_msg", { comm_id, data: { method: "request_state" } }));
    expect(last(sent).content).to.deep.include({ comm_id });
    expect(last(sent).content.data.state.value).to.equal(2);
  });
  it("draws for a reopened page in a place among the controls, since that page does not know the picture's id", async () => {
    const { sent, comms, host, move } = page();
    startInteraction(host, all, draw);
    const [place] = sent.filter(({ content }) => content.data.state._model_name === "OutputModel");
    await move("sigma", { value: 2 });
    expect(sent.every(({ type }) => type === "comm_open")).to.equal(true);
    await comms.receive(message("comm_open", { comm_id: "c", target_name: "jupyter.widget.control", data: {} }));
    await comms.receive(message("comm_msg", { comm_id: "c", data: { method: "request_states" } }));
    await move("sigma", { value: 3 });
    expect(last(host.shown)).to.include({ id: host.shown[1].id, update: true });
    const { comm_id, data } = last(sent).content;
    expect([comm_id, data.method]).to.deep.equal([place.content.comm_id, "update"]);
    expect(data.state.outputs).to.deep.equal([
      { output_type: "display_data", data: last(host.shown).bundle, metadata: {} },
    ]);
  });
  it("shows the first picture, and why there are no controls, where there are no comms", () => {
    const host = fakeHost();
    startInteraction(host, { n: [0, 8, 2] }, draw);
    expect(host.shown.map(({ bundle }) => bundle["text/plain"])).to.deep.equal([
      "n = 4 (controls need the Cryo-EM kernel)",
      '{"n":4}',
    ]);
  });
  it("refuses what is no control", () => {
    const start = (control: unknown) => () => startInteraction(fakeHost(), { x: control } as never, draw);
    for (const ends of [
      [1, 1],
      [2, 1],
      [0, 1, 0],
      [0, 1, -1],
      [0, Number.NaN],
      [0, Number.POSITIVE_INFINITY],
    ])
      expect(start(ends)).to.throw(RangeError, "interact: x must be [min, max] or [min, max, step] with min < max");
    expect(start([0, 1, 2])).to.throw(RangeError, "interact: x: the step 2 is longer than from 0 to 1");
    for (const other of [[], [1], ["a", 1], 5, undefined, {}])
      expect(start(other)).to.throw(RangeError, "interact: x must be [min, max], [min, max, step], a list of texts");
    expect(() => startInteraction(fakeHost(), {}, draw)).to.throw(RangeError, "at least one control");
  });
});
