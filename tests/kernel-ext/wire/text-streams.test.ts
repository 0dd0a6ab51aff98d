import { TextStreams } from "@cryolab/kernel/internal/wire/text-streams";
import { expect } from "chai";

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function collector(): { readonly streams: TextStreams; readonly sent: string[] } {
  const sent: string[] = [];
  return { sent, streams: new TextStreams((name, text) => sent.push(`${name}: ${text}`)) };
}

describe("TextStreams", () => {
  it("joins what one turn prints and keeps the order of the two streams", async () => {
    const { streams, sent } = collector();
    streams.write("stdout", "a");
    streams.write("stdout", "b");
    streams.write("stderr", "c");
    streams.write("stdout", "d");
    await turn();
    await turn();
    expect(sent).to.deep.equal(["stdout: ab", "stderr: c", "stdout: d"]);
  });
  it("sends long text before the turn ends", () => {
    const { streams, sent } = collector();
    for (let i = 0; i < 20000; i++) streams.write("stdout", "0123456789");
    expect(sent).to.have.length(3); // 200,000 characters, 65,536 at a time
    streams.flush();
    expect(sent.join("").replaceAll("stdout: ", "")).to.have.length(200000);
  });
  it("sends what a loop prints while it runs", () => {
    const { streams, sent } = collector();
    const start = performance.now();
    while (performance.now() - start < 200) streams.write("stdout", ".");
    expect(sent.length).to.be.at.least(1);
    streams.flush();
  });
  it("puts a character together that two writes have split", async () => {
    const { streams, sent } = collector();
    const write = streams.writer("stdout");
    const bytes = Buffer.from("Å");
    write(bytes.subarray(0, 1));
    const done = new Promise<void>((resolve) => {
      write(bytes.subarray(1), () => resolve());
    });
    await done;
    streams.flush();
    expect(sent).to.deep.equal(["stdout: Å"]);
  });
});
