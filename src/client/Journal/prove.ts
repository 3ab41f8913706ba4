import type { Schemas } from "../Desk/api";

export type Proved = { good: true; size: number; time: string } | { good: false; fault: "root" | "signature" | "text" };

/** Checks, with nothing but the answer itself, that every leaf leads to the root that the checkpoint signs. */
export async function prove({ checkpoint, leaves }: Schemas["StreamProof"]): Promise<Proved> {
  const [, size, root, time] = checkpoint.text.split("\n");
  if (!size || !root || !time) return { good: false, fault: "text" };
  for (const { leaf, proof } of leaves) {
    const start = await hash(0, bytes(leaf));
    const reached = await rootFrom(start, proof.position, Number(size), proof.hashes.map(bytes));
    if (!reached || text(reached) !== root) return { good: false, fault: "root" };
  }
  const key = await crypto.subtle.importKey("spki", bytes(checkpoint.key), { name: "ECDSA", namedCurve: "P-256" }, false, [
    "verify",
  ]);
  const signed = new TextEncoder().encode(checkpoint.text);
  const good = await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, bytes(checkpoint.signature), signed);
  return good ? { good, size: Number(size), time } : { good: false, fault: "signature" };
}

/** RFC 9162 §2.1.3.2; undefined where the path has the wrong length. */
export async function rootFrom(leafHash: Bytes, position: number, size: number, path: Bytes[]): Promise<Bytes | undefined> {
  if (position >= size) return undefined;
  let [node, last, reached] = [position, size - 1, leafHash];
  for (const other of path) {
    if (last === 0) return undefined;
    if (node % 2 === 1 || node === last) {
      reached = await hash(1, other, reached);
      while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, Math.floor(last / 2)];
    } else {
      reached = await hash(1, reached, other);
    }
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  return last === 0 ? reached : undefined;
}

export type Bytes = Uint8Array<ArrayBuffer>;

export async function hash(prefix: 0 | 1, ...parts: Bytes[]): Promise<Bytes> {
  const whole = new Uint8Array([prefix, ...parts.flatMap((it) => Array.from(it))]);
  return new Uint8Array(await crypto.subtle.digest("SHA-256", whole));
}

export function bytes(base64: string): Bytes {
  return Uint8Array.from(atob(base64), (it) => it.charCodeAt(0));
}

export function text(of: Bytes): string {
  return btoa(String.fromCharCode(...of));
}
