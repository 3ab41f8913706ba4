import { deflateRawSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { hash } from "../Journal/prove";
import { digestOf, sha256 } from "./checkpoint";
import { canonical, type Json, toBase64 } from "./json";
import { GrowingTree, isPrefix, same } from "./tree";
import { verify } from "./verify";

type Files = Record<string, string>;

const utf8 = (text: string) => new TextEncoder().encode(text);
const leaf = (version: number, recordedAt: string, personal: Json = {}) =>
  canonical({
    at: recordedAt,
    by: "person/p1",
    data: { kind: "repair" },
    personal,
    recordedAt,
    stream: "activity/a1",
    tenant: "t1",
    type: "ActivityResponded",
    v: 1,
    version,
  });
const day = (n: number) => `2026-11-0${n}T08:00:00.000Z`;
const salt = "AAECAwQFBgcICQoLDA0ODw";

let key: CryptoKeyPair;
let spki: string;
let leaves: string[];

beforeAll(async () => {
  key = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
  spki = toBase64(new Uint8Array(await crypto.subtle.exportKey("spki", key.publicKey)));
  const masked = await digestOf(salt, '"138****5678"');
  leaves = [
    leaf(1, day(1)),
    leaf(2, day(2), { "customer.phone": { full: "x", masked } }),
    leaf(3, day(3)),
    leaf(4, day(4)),
    leaf(5, day(5)),
  ];
});

const sign = async (text: string) =>
  toBase64(new Uint8Array(await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, key.privateKey, utf8(text))));

async function treeOf(leaves: string[]) {
  const tree = new GrowingTree();
  for (const it of leaves) await tree.add(utf8(it));
  return tree;
}

const checkpoint = async (of: string[]) =>
  `servicetrack/t1\n${of.length}\n${toBase64(await (await treeOf(of)).root())}\n${day(6)}\n`;

/** A pack over the leaves from the second day on, as the product makes them; changed before it is listed and signed. */
async function pack(change: (files: Files) => void = () => {}, all = leaves): Promise<Files> {
  const open = (at: number) => (at === 1 ? { "customer.phone": { form: "masked", salt, value: "138****5678" } } : {});
  const proof = [
    toBase64(await hash(0, utf8(all[1] ?? ""))),
    toBase64(await (await treeOf(all.slice(2, 4))).root()),
    toBase64(await hash(0, utf8(all[4] ?? ""))),
  ];
  const files: Files = {
    "data/journal/leaves.ndjson": all
      .slice(1)
      .map((it, at) => `${JSON.stringify({ position: at + 1, leaf: toBase64(utf8(it)), open: open(at + 1) })}\n`)
      .join(""),
    "data/journal/range.json": canonical({ first: 1, size: all.length, left: [toBase64(await hash(0, utf8(all[0] ?? "")))] }),
    "data/journal/before.json": canonical({ position: 0, leaf: toBase64(utf8(all[0] ?? "")), proof }),
    "data/parameters.json": canonical({
      company: "示例",
      tenant: "t1",
      from: "2026-11-02T00:00:00+00:00",
      to: "2026-12-01T00:00:00+00:00",
      previous: null,
    }),
    "data/index.html": "<p>first page</p>",
  };
  change(files);
  return signed(files, await checkpoint(all));
}

async function signed(payload: Files, said: string): Promise<Files> {
  const list = async (of: Files) =>
    (await Promise.all(Object.entries(of).map(async ([path, it]) => `${await sha256(utf8(it))}  ${path}\n`))).join("");
  const tags: Files = {
    "bagit.txt": "BagIt-Version: 1.0\n",
    "bag-info.txt": "Bagging-Date: 2026-11-06\n",
    "manifest-sha256.txt": await list(payload),
  };
  const over = (await Promise.all(Object.values(tags).map((it) => sha256(utf8(it))))).join(" ");
  const signature = {
    key: spki,
    fingerprint: await sha256(Uint8Array.from(atob(spki), (it) => it.charCodeAt(0))),
    checkpoint: said,
    checkpointSignature: await sign(said),
    manifestSignature: await sign(over),
  };
  return { ...payload, ...tags, "tagmanifest-sha256.txt": await list(tags), "signature.json": canonical(signature) };
}

/** Local headers, contents and directory, with nothing around them. */
function zip(files: Files): Blob {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const directory: Uint8Array<ArrayBuffer>[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const content = utf8(text);
    const packed = new Uint8Array(deflateRawSync(content));
    const common = [20, 0x800, 8, 0, 0x21] as const;
    const sizes = [crc(content), packed.length, content.length] as const;
    const local = record(
      [4, 0x04034b50],
      ...common.map((it) => [2, it] as const),
      ...sizes.map((it) => [4, it] as const),
      [2, name.length],
      [2, 0],
    );
    parts.push(local, utf8(name), packed);
    directory.push(
      record(
        [4, 0x02014b50],
        [2, 20],
        ...common.map((it) => [2, it] as const),
        ...sizes.map((it) => [4, it] as const),
        [2, name.length],
        [2, 0],
        [2, 0],
        [2, 0],
        [2, 0],
        [4, 0],
        [4, offset],
      ),
      utf8(name),
    );
    offset += local.length + name.length + packed.length;
  }
  const size = directory.reduce((sum, it) => sum + it.length, 0);
  const count = Object.keys(files).length;
  return new Blob([
    ...parts,
    ...directory,
    record([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, size], [4, offset], [2, 0]),
  ]);
}

function record(...fields: (readonly [bytes: number, value: number])[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(
    fields.flatMap(([bytes, value]) => Array.from({ length: bytes }, (_, at) => Math.floor(value / 256 ** at) % 256)),
  );
}

function crc(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (const it of bytes) {
    c ^= it;
    for (let bit = 0; bit < 8; bit++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
  }
  return (c ^ 0xffffffff) >>> 0;
}

describe("a pack", () => {
  test("that nobody altered is proved, and what is not proved is said", async () => {
    const verdict = await verify(zip(await pack()));
    expect(verdict).toMatchObject({ good: true, company: "示例" });
    if (!verdict.good) return;
    expect(verdict.proved.map((it) => it.code)).toEqual(["zip", "signatures", "range", "values"]);
    expect(verdict.open.map((it) => it.code)).toEqual(["derived", "signer", "time", "previousOpen", "unrecorded"]);
  });

  test.each<[string, (files: Files) => void]>([
    ["value", (it) => edit(it, "138****5678", "139****5678")],
    ["position", (it) => edit(it, '"position":2', '"position":3')],
    ["range", (it) => edit(it, /.*\n$/, "")],
    ["before", (it) => editIn(it, "data/journal/before.json", '"position":0', '"position":1')],
    ["range", (it) => editIn(it, "data/journal/range.json", '"size":5', '"size":4')],
    ["company", (it) => editIn(it, "data/parameters.json", '"t1"', '"t2"')],
    ["window", (it) => editIn(it, "data/parameters.json", "2026-11-02T", "2026-11-01T")],
    ["before", (it) => editIn(it, "data/journal/range.json", '"first":1', '"first":2')],
  ])("whose holder of the key signs %s anew is still caught", async (why, change) => {
    expect(await verify(zip(await pack(change)))).toMatchObject({ good: false, why });
  });

  describe("with a record from before the window", () => {
    const asEntry = (it: string) => it.replace("activity/a1", "register/staff/s1");
    const entries = () => leaves.map((it, at) => (at < 2 ? asEntry(it) : it));
    const earlier = (files: Files, leaf: string, change: object = {}) => {
      const { proof } = JSON.parse(files["data/journal/before.json"] ?? "") as { proof: Json };
      const line = { position: 0, leaf: toBase64(utf8(leaf)), open: {}, proof, ...change };
      files["data/journal/earlier.ndjson"] = `${JSON.stringify(line)}\n`;
    };

    test("says that it is proved", async () => {
      const verdict = await verify(zip(await pack((it) => earlier(it, entries()[0] ?? ""), entries())));
      expect(verdict.good && verdict.proved.map((it) => it.code)).toContain("earlier");
      expect(verdict.good && verdict.open.map((it) => it.code)).toContain("chosen");
    });

    test.each<[string, string, (files: Files) => void]>([
      ["altered", "earlier", (it) => earlier(it, asEntry(leaf(1, "2026-11-01T09:00:00.000Z")))],
      ["without its proof", "earlier", (it) => earlier(it, entries()[0] ?? "", { proof: [] })],
      ["in another's place", "earlier", (it) => earlier(it, entries()[2] ?? "")],
      ["of the window itself", "position", (it) => earlier(it, entries()[1] ?? "", { position: 1 })],
      ["cut off", "line", (it) => Object.assign(it, { "data/journal/earlier.ndjson": "{" })],
      ["listed and not there", "missing", (it) => Object.assign(it, { "data/journal/earlier.ndjson": "" })],
      ["left out, though its entry goes on", "order", () => {}],
    ])("%s is caught", async (_, why, change) => {
      expect(await verify(zip(await pack(change, entries())))).toMatchObject({ good: false, why });
    });

    test("of no register is caught", async () => {
      const files = await pack((it) => earlier(it, leaves[0] ?? ""));
      expect(await verify(zip(files))).toMatchObject({ good: false, why: "order" });
    });
  });

  test("with a leaf put in another's place does not give the signed root", async () => {
    const files = await pack((it) =>
      edit(it, toBase64(utf8(leaves[2] ?? "")), toBase64(utf8(leaf(3, "2026-11-03T09:00:00.000Z")))),
    );
    expect(await verify(zip(files))).toMatchObject({ good: false, why: "root" });
  });

  test.each<[string, (files: Files) => void]>([
    ["checksum", (it) => editIn(it, "data/index.html", "first", "other")],
    ["unlisted", (it) => Object.assign(it, { "data/more.txt": "x" })],
    ["missing", (it) => void delete it["data/index.html"]],
    ["tags", (it) => editIn(it, "bag-info.txt", "2026", "2027")],
    ["signature", (it) => editIn(it, "signature.json", day(6), day(7))],
    ["name", (it) => Object.assign(it, { "data/../x": "x" })],
    ["twice", (it) => Object.assign(it, { "DATA/index.html": "x" })],
  ])("altered afterwards fails as %s", async (why, change) => {
    const files = await pack();
    change(files);
    expect(await verify(zip(files))).toMatchObject({ good: false, why });
  });

  test("with bytes before, after or between its files hides something", async () => {
    const bytes = await zip(await pack()).arrayBuffer();
    expect(await verify(new Blob([bytes, "x"]))).toMatchObject({ good: false, why: "hidden" });
    expect((await verify(new Blob(["x", bytes]))).good).toBe(false);
  });

  test("cut short, or something else altogether, cannot be read", async () => {
    const whole = zip(await pack());
    for (const size of [0, 10, 1000, whole.size - 1]) expect((await verify(whole.slice(0, size))).good).toBe(false);
    expect(await verify(new Blob(["not a zip"]))).toMatchObject({ unreadable: true });
    expect(await verify(zip({ "a.txt": "x" }))).toMatchObject({ unreadable: true, why: "notPack" });
  });

  test("is held against the key, the previous pack and received checkpoints", async () => {
    const now = zip(await pack());
    expect(await verify(now, { key: "0".repeat(64) })).toMatchObject({ good: false, why: "key" });
    const mail = `Subject: x\r\n\r\n  ${(await checkpoint(leaves.slice(0, 3))).replaceAll("\n", "\r\n  ")}`;
    const verdict = await verify(now, { previous: now, received: [mail] });
    expect(verdict.good && verdict.proved.map((it) => it.code)).toEqual([
      "zip",
      "signatures",
      "range",
      "values",
      "previousProved",
      "receivedProved",
    ]);
    expect(verdict.good && verdict.open.map((it) => it.code)).toContain("timeLater");
    const rewritten = [...leaves.slice(0, 2), leaf(3, day(4)), ...leaves.slice(3)];
    expect(await verify(now, { received: [await checkpoint(rewritten.slice(0, 3))] })).toMatchObject({
      good: false,
      why: "received",
    });
    expect(await verify(now, { received: ["no checkpoint"] })).toMatchObject({ good: false, why: "received" });
  });
});

test("a tree of any size is the beginning of a larger one, by the proof and by growing", async () => {
  const four = await treeOf(leaves.slice(0, 4));
  const five = await treeOf(leaves);
  const proof = [await hash(0, utf8(leaves[4] ?? ""))];
  expect(await isPrefix(4, await four.root(), 5, await five.root(), proof)).toBe(true);
  expect(await isPrefix(4, await five.root(), 5, await five.root(), proof)).toBe(false);
  expect(await isPrefix(5, await four.root(), 4, await five.root(), proof)).toBe(false);
  const grown = GrowingTree.after(4, [await four.root()]);
  await grown?.add(utf8(leaves[4] ?? ""));
  expect(grown && same(await grown.root(), await five.root())).toBe(true);
});

const edit = (files: Files, what: string | RegExp, to: string) => editIn(files, "data/journal/leaves.ndjson", what, to);

function editIn(files: Files, path: string, what: string | RegExp, to: string) {
  const changed = (files[path] ?? "").replace(what, () => to);
  if (changed === files[path]) throw new Error(`${path} holds no ${what}.`);
  files[path] = changed;
}
