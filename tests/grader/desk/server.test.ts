/** @file The desk as a browser and as a stranger sees it: who is let in, what an answer allows, what a mark does. */

import { request } from "node:http";
import { setGrades } from "@cryolab/grader/internal/course/gradebook";
import { readSet } from "@cryolab/grader/internal/course/sets";
import type { ClassView, GradeView, WorkView } from "@cryolab/grader/internal/desk/page/wire";
import { type Desk, openDesk } from "@cryolab/grader/internal/desk/server";
import { expect } from "chai";
import { hostile, type Synthetic, syntheticClass } from "./synthetic.js";

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly text: string;
}

/** One request, with exactly the headers given. */
function ask(url: string, headers: Record<string, string> = {}, body?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port, pathname, search } = new URL(url);
    const path = url.includes("/..") ? url.slice(url.indexOf("/..")) : pathname + search; // as written, not as tidied up
    const method = body === undefined ? "GET" : "POST";
    const sent = request({ hostname, port, path, method, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => (text += chunk));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

describe("openDesk", function () {
  this.timeout(30_000);
  let made: Synthetic;
  let desk: Desk;
  let base: string;
  let cookie: string;
  let mine: Record<string, string>;

  before(async () => {
    made = syntheticClass(12);
    desk = await openDesk(made.cls, { marker: "ida" });
    base = new URL(desk.url).origin;
    const first = await ask(desk.url);
    cookie = String(first.headers["set-cookie"]).split(";")[0];
    mine = { cookie, origin: base, "content-type": "application/json" };
  });
  after(async () => {
    await desk.close();
    made.remove();
  });

  const work = async (learner = "l0003"): Promise<WorkView> =>
    JSON.parse((await ask(`${base}/api/work?set=ps1&learner=${learner}&exercise=fourier/dft`, { cookie })).text);
  const mark = (order: object, headers = mine): Promise<Answer> =>
    ask(
      `${base}/api/mark`,
      headers,
      JSON.stringify({ set: "ps1", learner: "l0003", exercise: "fourier/dft", comment: "", bonus: false, ...order }),
    );

  it("hands its page to who has the key, and the key to that browser alone", async () => {
    const { status, headers } = await ask(desk.url);
    expect(status).to.equal(200);
    expect(headers["set-cookie"]).to.match(/^cryolab-desk-\d+=[\w-]{32}; HttpOnly; SameSite=Strict; Path=\/$/);
    expect(headers["content-security-policy"]).to.include("default-src 'none'").and.not.include("unsafe");
    expect(headers["content-security-policy"])
      .to.include("frame-ancestors 'none'")
      .and.include("require-trusted-types-for 'script'");
    expect(headers["cache-control"]).to.equal("no-store");
    expect(Object.keys(headers).filter((name) => name.startsWith("access-control"))).to.deep.equal([]);
  });

  it("serves every file that the page names, and no other", async () => {
    const { text } = await ask(desk.url);
    const names = [...text.matchAll(/(?:src|href)="([\w.]+)"/g)].map((match) => match[1]);
    expect(names).to.include("main.js").and.include("desk.css");
    for (const name of names) expect((await ask(`${base}/${name}`, { cookie })).status, name).to.equal(200);
    const main = (await ask(`${base}/main.js`, { cookie })).text;
    for (const [, name] of main.matchAll(/from "\.\/([\w.]+)"/g))
      expect((await ask(`${base}/${name}`, { cookie })).status, name).to.equal(200);
    for (const path of ["/wire.ts", "/server.js", "/../server.js", "/..%2fserver.js", "/package.json", "/main.js/"])
      expect((await ask(`${base}${path}`, { cookie })).status, path).to.equal(404);
  });

  it("refuses who has no key, half a key, or the key in the wrong place", async () => {
    const token = new URL(desk.url).searchParams.get("token")!;
    for (const [url, headers] of [
      [`${base}/`, {}],
      [`${base}/?token=${token.slice(1)}`, {}],
      [`${base}/?token=`, {}],
      [`${base}/desk.css`, {}],
      [`${base}/api/class`, { cookie: cookie.slice(0, -1) }],
      [`${base}/api/class?token=${token}`, {}],
      [`${base}/api/events`, { cookie: `other=${token}` }],
    ] as const) {
      const { status, text } = await ask(url, headers);
      expect(status, url).to.equal(403);
      expect(text).not.to.include(token);
    }
  });

  it("refuses another host's name (DNS rebinding), another page, and a form", async () => {
    expect((await ask(`${base}/api/class`, { cookie, host: "evil.example" })).status).to.equal(421);
    expect((await ask(desk.url, { host: `evil.example:${new URL(base).port}` })).status).to.equal(421);
    expect((await ask(`${base}/api/class`, { cookie, origin: "http://evil.example" })).status).to.equal(403);
    expect((await ask(`${base}/api/class`, { cookie, origin: "null" })).status).to.equal(403);
    expect((await ask(`${base}/api/class`, { cookie, "sec-fetch-site": "cross-site" })).status).to.equal(403);
    expect((await ask(`${base}/api/class`, { cookie, "sec-fetch-site": "same-site" })).status).to.equal(403);
    const { origin: _, ...without } = mine;
    expect((await mark({ points: 1, version: 1 }, without)).status).to.equal(403);
    expect((await mark({ points: 1, version: 1 }, { ...mine, "content-type": "text/plain" })).status).to.equal(415);
    expect((await work()).grade.manual).to.equal(null);
  });

  it("answers nonsense with one sentence, and stays", async () => {
    expect((await ask(`${base}/api/mark`, mine, "{")).status).to.equal(400);
    expect((await ask(`${base}/api/mark`, mine, "x".repeat(300_000))).status).to.equal(413);
    expect(JSON.parse((await mark({ points: "7", version: 1 })).text).error).to.match(/^points: /);
    expect((await mark({ points: -1, version: 1 })).status).to.equal(400);
    expect((await mark({ learner: "nobody", points: 1, version: 0 })).status).to.equal(400);
    expect((await ask(`${base}/api/work?set=ps9&learner=l0003&exercise=fourier/dft`, { cookie })).status).to.equal(400);
    expect((await ask(`${base}/api/task`, mine, JSON.stringify({ kind: "erase", set: "ps1" }))).status).to.equal(400);
    expect((await ask(`${base}/api/class`, { cookie })).status).to.equal(200);
  });

  it("shows a class with the totals of the gradebook", async () => {
    const view: ClassView = JSON.parse((await ask(`${base}/api/class?set=ps1`, { cookie })).text);
    const book = setGrades(made.cls, readSet(made.cls.db, "ps1")).rows;
    expect(view.learners.map(({ id, total }) => [id, total])).to.deep.equal(
      book.map(({ learner, points }) => [learner.id, points ?? 0]),
    );
    expect(view.learners.find(({ id }) => id === "l0001")!.cells[0]).to.deep.equal({ points: null, state: "none" });
  });

  it("shows hostile work as it is, and no more of a megabyte than can be read", async () => {
    const first = await work("l0000");
    expect(first.learner.name).to.equal(hostile.name);
    expect(first.code.find(({ answers }) => answers)!.source).to.equal(hostile.code);
    const large = await work("l0002");
    const failed = large.run!.tests.filter(({ privateMessage }) => privateMessage !== null);
    for (const { privateMessage } of failed) expect(privateMessage!.length).to.be.below(21_000);
    expect(large.noCode).to.match(/at most \d+ are read/);
  });

  it("marks by hand, and refuses a mark on what was changed meanwhile: nothing is lost", async () => {
    const { version } = (await work()).grade;
    const first = await mark({ points: 7.5, comment: "good", version });
    expect(first.status).to.equal(200);
    const grade: GradeView = JSON.parse(first.text);
    expect(grade).to.include({ manual: 7.5, counts: 7.5, comment: "good", marker: "ida" });
    const second = await mark({ points: 1, comment: "mine", version });
    expect(second.status).to.equal(409);
    expect(JSON.parse(second.text).grade).to.deep.equal(grade);
    expect((await work()).grade).to.deep.equal(grade);
    const third = await mark({ points: null, comment: "mine", version: grade.version });
    expect(JSON.parse(third.text)).to.include({ manual: null, comment: "mine" });
  });

  it("marks whom nothing was handed in by, once of two at the same time", async () => {
    const answers = await Promise.all([3, 4].map((points) => mark({ learner: "l0001", points, version: 0 })));
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 409]);
  });

  it("shows the feedback as the learner will read it, by policy, and tells nobody that it was shown", async () => {
    const read = async (policy: string): Promise<string> =>
      JSON.parse((await ask(`${base}/api/feedback?set=ps1&learner=l0003&policy=${policy}`, { cookie })).text).text;
    const messages = await read("messages");
    expect(messages).to.include("Fourier and lenses").and.not.include("seed 12");
    expect((await read("scores")).length).to.be.below(messages.length);
    expect((await ask(`${base}/api/feedback?set=ps1&learner=l0003&policy=all`, { cookie })).status).to.equal(400);
    expect((await work()).grade.published).to.equal(false);
  });

  it("asks for a bonus before it gives more than there is", async () => {
    const { version } = (await work("l0004")).grade;
    expect((await mark({ learner: "l0004", points: 11, version })).status).to.equal(400);
    expect((await mark({ learner: "l0004", points: 11, version, bonus: true })).status).to.equal(200);
  });

  it("does not share its key with another desk", async () => {
    const other = await openDesk(made.cls);
    try {
      const there = new URL(other.url).origin;
      expect((await ask(`${there}/api/class`, { cookie })).status).to.equal(403);
      expect((await ask(`${there}/`, { cookie: cookie.replace(/-\d+=/, `-${new URL(there).port}=`) })).status).to.equal(
        403,
      );
    } finally {
      await other.close();
    }
  });

  it("says that a port is taken", async () => {
    const error = await openDesk(made.cls, { port: Number(new URL(base).port) }).catch((one: Error) => one);
    expect((error as Error).message).to.match(/^desk: port \d+ is in use/);
  });
});
