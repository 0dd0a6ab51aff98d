/** @file Reads our SVGs back for tests: well-formedness, texts, the plot's area, paths in pixels, embedded PNGs. */

import { inflateSync } from "node:zlib";
import { expect } from "chai";

/** An element of an SVG. */
export interface Element {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** text directly inside it */
  readonly text: string;
  readonly children: readonly Element[];
}

function unescaped(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
}

/** The root of an SVG, or a failed expectation that says where it is not well-formed XML. */
export function parsed(svg: string): Element {
  interface Open {
    tag: string;
    attributes: Record<string, string>;
    text: string;
    children: Element[];
  }
  const root: Open = { tag: "", attributes: {}, text: "", children: [] };
  const stack = [root];
  const token = /<(\/?)([A-Za-z]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
  let end = 0;
  for (const match of svg.matchAll(token)) {
    expect(match.index, `XML breaks at ${svg.slice(end, end + 60)}`).to.equal(end);
    end += match[0].length;
    const [, closing, tag, rest, selfClosing, text] = match;
    const top = stack[stack.length - 1];
    if (text !== undefined) {
      expect(text, "bare &").not.to.match(/&(?!#\d+;)/);
      top.text += unescaped(text);
    } else if (closing === "/") {
      expect(tag).to.equal(top.tag);
      stack.pop();
    } else {
      const attributes: Record<string, string> = {};
      for (const [, name, value] of rest.matchAll(/([\w:-]+)="([^"]*)"/g)) {
        expect(attributes, `${name} twice`).not.to.have.property(name);
        attributes[name] = unescaped(value);
      }
      const element = { tag, attributes, text: "", children: [] };
      top.children.push(element);
      if (selfClosing !== "/") stack.push(element);
    }
  }
  expect(end, `XML breaks at ${svg.slice(end, end + 60)}`).to.equal(svg.length);
  expect(stack.length).to.equal(1);
  expect(root.children.length).to.equal(1);
  return root.children[0];
}

/** All elements of one kind, in order. */
export function all(element: Element, tag: string): Element[] {
  return [...(element.tag === tag ? [element] : []), ...element.children.flatMap((child) => all(child, tag))];
}

/** All texts of a picture. */
export function texts(svg: string): string[] {
  return all(parsed(svg), "text").map(({ text }) => text);
}

/** The plot's area: the inner svg, in pixels. */
export function area(svg: string): { x: number; y: number; width: number; height: number; element: Element } {
  const element = all(parsed(svg), "svg")[1];
  const { x, y, width, height } = element.attributes;
  return { x: Number(x), y: Number(y), width: Number(width), height: Number(height), element };
}

/** Points of a path of M, l, h, v and z, one list a run. */
function runs(d: string): [number, number][][] {
  const found: [number, number][][] = [];
  let [x, y] = [0, 0];
  for (const [, command, rest] of d.matchAll(/([Mlhvz])([^Mlhvz]*)/g)) {
    const n = Array.from(rest.matchAll(/-?\d*\.?\d+/g), ([v]) => Number(v));
    if (command === "M") {
      [x, y] = n;
      found.push([]);
    } else if (command === "l") [x, y] = [x + n[0], y + n[1]];
    else if (command === "h") x += n[0];
    else if (command === "v") y += n[0];
    if (command !== "z") found[found.length - 1].push([x, y]);
  }
  return found;
}

/** Runs of the nth stroked path in the plot's area. */
export function curve(svg: string, n = 0): [number, number][][] {
  const paths = all(area(svg).element, "path").filter(({ attributes }) => attributes.stroke !== "#666");
  return runs(paths[n].attributes.d);
}

/** Labels of ticks: across from the left, up from the bottom, with their places in pixels. */
export function tickLabels(svg: string): { x: [number, string][]; y: [number, string][] } {
  const { x: left, y: top, width, height } = area(svg);
  const found: { x: [number, string][]; y: [number, string][] } = { x: [], y: [] };
  for (const { attributes, text } of all(parsed(svg), "text")) {
    const [x, y] = [Number(attributes.x), Number(attributes.y)];
    if (attributes["text-anchor"] === "middle" && Math.abs(y - (top + height + 18)) < 0.11)
      found.x.push([x - left, text]);
    if (attributes["text-anchor"] === "end" && x < left && x > left - 10) found.y.push([y - 4 - top, text]);
  }
  expect(found.x.every(([x]) => x > -1 && x < width + 1)).to.equal(true);
  return found;
}

/** The number that a label writes: −1.5×10⁻⁷, 10³, 0.25. */
export function numberOf(label: string): number {
  const digits = "⁻⁰¹²³⁴⁵⁶⁷⁸⁹";
  const plain = label
    .replace(/\u2212/g, "-")
    .replace(/[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+/, (sup) => Array.from(sup, (c) => "-0123456789"[digits.indexOf(c)]).join(""));
  const [, m, e] = /^(?:(-?[\d.]+)×)?10(-?\d+)$/.exec(label.match(/[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]/) ? plain : "") ?? [];
  return e === undefined ? Number(plain) : Number(`${m ?? 1}e${e}`);
}

/** A decoded picture: one number a pixel for grey, else [r, g, b, a]. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly kind: "grey" | "colour";
  readonly pixels: readonly (number | readonly number[])[];
}

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

/** Decodes the PNG of a data URL: grey or palette, 8 bits, filters 0 to 4, check sums included. */
function decodedPng(href: string): Picture {
  const bytes = Uint8Array.from(Buffer.from(href.replace("data:image/png;base64,", ""), "base64"));
  const view = new DataView(bytes.buffer);
  expect(Array.from(bytes.subarray(0, 8))).to.deep.equal([137, 80, 78, 71, 13, 10, 26, 10]);
  const chunks: Record<string, Uint8Array> = {};
  for (let at = 8; at < bytes.length; ) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    let crc = 0xffffffff;
    for (let i = at + 4; i < at + 8 + length; i++) crc = crcTable[(crc ^ bytes[i]) & 255] ^ (crc >>> 8);
    expect(view.getUint32(at + 8 + length), `check sum of ${type}`).to.equal((crc ^ 0xffffffff) >>> 0);
    chunks[type] = bytes.subarray(at + 8, at + 8 + length);
    at += 12 + length;
  }
  expect(Object.keys(chunks).at(-1)).to.equal("IEND");
  const head = new DataView(chunks.IHDR.buffer, chunks.IHDR.byteOffset);
  const [width, height] = [head.getUint32(0), head.getUint32(4)];
  expect(Array.from(chunks.IHDR.subarray(8))).to.deep.equal([8, chunks.PLTE ? 3 : 0, 0, 0, 0]);
  const raw = inflateSync(chunks.IDAT);
  expect(raw.length).to.equal(height * (width + 1));
  const out = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (width + 1)];
    for (let x = 0; x < width; x++) {
      const a = x > 0 ? out[y * width + x - 1] : 0;
      const b = y > 0 ? out[(y - 1) * width + x] : 0;
      expect(filter).to.be.at.most(2);
      out[y * width + x] = raw[y * (width + 1) + 1 + x] + [0, a, b][filter];
    }
  }
  const { PLTE, tRNS } = chunks;
  const pixels = PLTE
    ? Array.from(out, (i) => [...PLTE.subarray(3 * i, 3 * i + 3), tRNS?.[i] ?? 255])
    : Array.from(out);
  return { width, height, kind: PLTE ? "colour" : "grey", pixels };
}

/** The nth embedded picture. */
export function picture(svg: string, n = 0): Picture {
  return decodedPng(all(parsed(svg), "image")[n].attributes.href);
}
