import { Outbox } from "@cryolab/kernel/internal/wire/outbox";
import { expect } from "chai";

describe("Outbox", () => {
  it("keeps order and never has two messages under way", async () => {
    const sent: string[] = [];
    let underWay = 0;
    let most = 0;
    const outbox = new Outbox({
      async send([frame]) {
        most = Math.max(most, ++underWay);
        await new Promise((resolve) => setImmediate(resolve));
        sent.push(String(frame));
        underWay--;
      },
    });
    const texts = Array.from({ length: 100 }, (_, i) => String(i));
    for (const text of texts) {
      outbox.send([text]);
      if (text === "50") await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await outbox.drained();
    expect(sent).to.deep.equal(texts);
    expect(most).to.equal(1);
  });
});
