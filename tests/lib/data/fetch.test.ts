import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { data, formats } from "@cryolab/lib";
import { expect } from "chai";

const map = gzipSync(
  formats.writeMrc({ shape: [2, 3, 4], data: Float64Array.from({ length: 24 }, (_, i) => i) }, { pixelSize: 1.5 }),
);
const cif = gzipSync("data_x\nloop_\n_atom_site.Cartn_x\n_atom_site.Cartn_y\n_atom_site.Cartn_z\n1 2 3\n");
const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

describe("fetch", () => {
  let server: Server;
  let archive: string;
  let cache: string;
  let asked: string[];

  before(async () => {
    server = createServer((request, response) => {
      const path = request.url ?? "";
      asked.push(path);
      if (path.endsWith("emd_3197.map.gz")) {
        // in two pieces, so that progress is seen more than once
        response.writeHead(200, { "content-length": map.length });
        response.write(map.subarray(0, 20));
        setTimeout(() => response.end(map.subarray(20)), 20);
      } else if (path.endsWith("1uao.cif.gz")) response.end(cif);
      else if (path.includes("EMD-4000")) {
        response.writeHead(200, { "content-length": 1000 });
        response.write("half");
        setTimeout(() => response.destroy(), 20);
      } else if (path.includes("EMD-4001")) {
        response.writeHead(200, { "content-length": 1000 });
        response.write("silence");
      } else if (path.includes("EMD-4002")) response.writeHead(503, "Too busy").end();
      else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    archive = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(async () => {
    asked = [];
    cache = await mkdtemp(join(tmpdir(), "fetch-"));
  });
  afterEach(() => rm(cache, { recursive: true }));

  /** Every file below the cache. */
  const kept = async (): Promise<string[]> =>
    (await readdir(cache, { recursive: true, withFileTypes: true }))
      .filter((f) => f.isFile())
      .map((f) => f.name)
      .sort();
  const failure = (promise: Promise<unknown>): Promise<Error> =>
    promise.then(
      () => expect.fail("expected an error"),
      (error: Error) => error,
    );

  it("downloads a map once, with progress, and reads it from the cache after that", async () => {
    const seen: [number, number][] = [];
    const first = await data.fetch("EMD-3197", { archive, cache, progress: (done, total) => seen.push([done, total]) });
    expect(first.volume.shape).to.deep.equal([2, 3, 4]);
    expect(first.pixelSize).to.equal(1.5);
    expect(first.file).to.include({ sha256: sha256(map), cached: false });
    expect(await readFile(first.file.path)).to.deep.equal(map);
    expect(seen.length).to.be.at.least(2);
    expect(seen.at(-1)).to.deep.equal([map.length, map.length]);
    const second = await data.fetch("EMD-3197", { archive, cache });
    expect(second.file.cached).to.equal(true);
    expect(second.volume).to.deep.equal(first.volume);
    expect(asked).to.deep.equal(["/emdb/structures/EMD-3197/map/emd_3197.map.gz"]);
    expect(await kept()).to.deep.equal(["emd_3197.map.gz", "emd_3197.map.gz.sha256"]);
  });

  it("downloads a model, whatever the case of its letters", async () => {
    const { positions } = await data.fetch("1UAO", { archive, cache });
    expect(Array.from(positions.data)).to.deep.equal([1, 2, 3]);
    expect((await data.fetch("1uao", { archive, cache })).file.cached).to.equal(true);
  });

  it("checks the sha256 that is asked for, and the one of the first download", async () => {
    const wrong = await failure(data.fetch("EMD-3197", { archive, cache, sha256: "00" }));
    expect(wrong.message).to.equal(
      `fetch: ${archive}emdb/structures/EMD-3197/map/emd_3197.map.gz must hash to sha256 00, got ${sha256(map)}`,
    );
    expect(await kept()).to.deep.equal([]);
    const { file } = await data.fetch("EMD-3197", { archive, cache, sha256: sha256(map) });
    await writeFile(file.path, "rotten");
    const rotten = await failure(data.fetch("EMD-3197", { archive, cache }));
    expect(rotten.message).to.contain("is no longer what was downloaded");
    expect(rotten.message).to.contain("remove it to download it again");
    // a known hash mends it
    expect((await data.fetch("EMD-3197", { archive, cache, sha256: sha256(map) })).file.cached).to.equal(false);
  });

  it("says what the archive says, and leaves nothing half", async () => {
    expect((await failure(data.fetch("EMD-9999", { archive, cache }))).message).to.match(
      /^fetch: the archive has no EMD-9999 \(http.* says 404\)$/,
    );
    expect((await failure(data.fetch("EMD-4002", { archive, cache }))).message).to.match(
      /says 503 Too busy; try again later$/,
    );
    expect((await failure(data.fetch("EMD-4000", { archive, cache }))).message).to.match(
      /cannot be reached|must give 1000 bytes/,
    );
    expect((await failure(data.fetch("EMD-4001", { archive, cache, timeoutMs: 100 }))).message).to.contain(
      "sent nothing for 0.1 s",
    );
    expect(await kept()).to.deep.equal([]);
  });

  it("says what to do without a network", async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, "127.0.0.1", resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const { message } = await failure(data.fetch("EMD-3197", { archive: `http://127.0.0.1:${port}`, cache }));
    expect(message).to.contain("cannot be reached (ECONNREFUSED)");
    expect(message).to.contain(
      `without a network, bring the file from elsewhere to ${join(cache, "emdb/structures/EMD-3197/map/emd_3197.map.gz")}`,
    );
    expect(message).to.contain("formats.readMrc");
  });

  it("stops when asked to", async () => {
    const stop = new AbortController();
    const reason = new Error("enough");
    const promise = failure(
      data.fetch("EMD-4001", { archive, cache, signal: stop.signal, progress: () => stop.abort(reason) }),
    );
    expect(await promise).to.equal(reason);
    expect(await kept()).to.deep.equal([]);
  });

  it("refuses what is no entry, paths among it", async () => {
    for (const entry of ["", "EMD-1", "EMD-3197/../../x", "../1uao", "emd_3197", "ABCD"])
      expect((await failure(data.fetch(entry, { archive, cache }))).message).to.contain(
        "fetch: entry must be of the EMDB, EMD-3197, or of the PDB, 1UAO, got",
      );
    expect(asked).to.deep.equal([]);
  });

  it("lets two at once download the same entry", async () => {
    const both = await Promise.all([
      data.fetch("EMD-3197", { archive, cache }),
      data.fetch("EMD-3197", { archive, cache }),
    ]);
    expect(both[0].volume).to.deep.equal(both[1].volume);
    expect(await kept()).to.deep.equal(["emd_3197.map.gz", "emd_3197.map.gz.sha256"]);
  });
});
