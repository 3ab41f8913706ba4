import { describe, expect, test } from "vitest";
import { bytes, hash, prove, rootFrom, text } from "./prove";

// The worked vector of the journal's format: three leaves, positions 0 to 2.
const leaves = [
  '{"at":"2026-11-21T08:00:00.000Z","by":"person/p1","data":{"channel":"hotline","kind":"complaint"},"personal":{"customer.phone":{"full":"qrC6lefXdWvACiXrFEKfAgJ2B0gUeMhwL8AOasGy9nc","masked":"N_ZQPrZn84wqLewm35hWa5T2hLfbxHl1u_0EOOEDF_s"}},"recordedAt":"2026-11-21T08:00:01.250Z","stream":"activity/a1","tenant":"t1","type":"ActivityReceived","v":1,"version":1}',
  '{"at":"2026-11-21T08:05:00.000Z","by":"person/p1","data":{},"personal":{},"recordedAt":"2026-11-21T08:05:00.000Z","stream":"activity/a1","tenant":"t1","type":"ActivityResponded","v":1,"version":2}',
  '{"at":"2026-11-21T09:00:00.000Z","by":"person/p1","data":{"outcome":"已换新"},"personal":{},"recordedAt":"2026-11-21T09:00:00.000Z","stream":"activity/a1","tenant":"t1","type":"ActivityResolved","v":1,"version":3}',
].map((it) => new TextEncoder().encode(it));
const hashes = [
  "RLcBx+3vvMW4j1Lt2ICBwcTrEzhkNyWYZxx+LvrkUAA=",
  "+0CEVR9drNwXY9JhMw8pQAyNybYlPqGXnURvoVOlIrc=",
  "MBVmz/KLrynpiFfu//BM6LEznH8SRqp+fXWMttvwDYo=",
] as const;
const root2 = "Xchz6WgMRhP3yddFHerrgoQZ8Z3Dit1UcHwC7uSwkYg=";
const root3 = "EWPnAaySxgiaF0VPDZK9X9OHi2clkeNyaJlukbP09Fw=";

async function signed(change: (text: string) => string = (it) => it) {
  const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
  const said = `servicetrack/t1\n3\n${root3}\n2026-11-21T09:00:00.000Z\n`;
  const signature = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, pair.privateKey, new TextEncoder().encode(said));
  const key = await crypto.subtle.exportKey("spki", pair.publicKey);
  return { text: change(said), signature: text(new Uint8Array(signature)), key: text(new Uint8Array(key)), fingerprint: "" };
}

const proof = { position: 1, size: 3, leafHash: hashes[1], root: root3, hashes: [hashes[0], hashes[2]] as string[] };
const leaf = text(leaves[1] as (typeof leaves)[0]);

describe("a proof", () => {
  test("leaf hashes are those of the vector", async () => {
    for (const [at, it] of leaves.entries()) expect(text(await hash(0, it))).toBe(hashes[at]);
  });

  test("paths lead to the vector's roots", async () => {
    const path = async (position: number, size: number, ...others: string[]) => {
      const reached = await rootFrom(bytes(hashes[position] ?? ""), position, size, others.map(bytes));
      return reached && text(reached);
    };
    expect(await path(0, 2, hashes[1])).toBe(root2);
    expect(await path(0, 3, hashes[1], hashes[2])).toBe(root3);
    expect(await path(1, 3, hashes[0], hashes[2])).toBe(root3);
    expect(await path(2, 3, root2)).toBe(root3);
    expect(await path(1, 3, hashes[0])).toBeUndefined();
    expect(await path(2, 3, root2, hashes[0])).toBeUndefined();
    expect(await path(3, 3)).toBeUndefined();
  });

  test("an honest one is good", async () =>
    expect(await prove({ checkpoint: await signed(), leaves: [{ leaf, proof }] })).toEqual({
      good: true,
      size: 3,
      time: "2026-11-21T09:00:00.000Z",
    }));

  test("another leaf in its place is not", async () =>
    expect(await prove({ checkpoint: await signed(), leaves: [{ leaf: text(leaves[0] as (typeof leaves)[0]), proof }] })).toEqual(
      { good: false, fault: "root" },
    ));

  test("a checkpoint with another time is not what was signed", async () =>
    expect(await prove({ checkpoint: await signed((it) => it.replace("09:00", "08:00")), leaves: [{ leaf, proof }] })).toEqual({
      good: false,
      fault: "signature",
    }));

  test("half a checkpoint is none", async () =>
    expect(await prove({ checkpoint: await signed(() => "servicetrack/t1\n3"), leaves: [] })).toEqual({
      good: false,
      fault: "text",
    }));
});
