import { Fault } from "./fault";
import { base64, toBase64 } from "./json";

export interface Checkpoint {
  text: string;
  tenant: string;
  size: number;
  root: string;
  time: string;
}

const form = /^servicetrack\/(.+)\n(0|[1-9]\d*)\n([A-Za-z0-9+/]{43}=)\n(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\n$/;

export function checkpointOf(text: string): Checkpoint | undefined {
  const [, tenant, size, root, time] = form.exec(text) ?? [];
  return tenant && size && root && time ? { text, tenant, size: Number(size), root, time } : undefined;
}

/** The checkpoint that stands in a text, as in a mail that was saved. */
export function checkpointIn(text: string): Checkpoint | undefined {
  const lines = text.split(/\r?\n/).map((it) => it.trim());
  for (let at = 0; at + 4 <= lines.length; at++) {
    const found = checkpointOf(`${lines.slice(at, at + 4).join("\n")}\n`);
    if (found) return found;
  }
  return undefined;
}

export interface Key {
  fingerprint: string;
  verifies(text: string, signature: Uint8Array<ArrayBuffer>): Promise<boolean>;
}

/** @param spki SubjectPublicKeyInfo, base64. */
export async function keyOf(subject: string, spki: string): Promise<Key> {
  const der = base64(subject, spki);
  const ecdsa = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("spki", der, ecdsa, false, ["verify"]).catch(() => {
    throw new Fault(subject, "key");
  });
  return {
    fingerprint: await sha256(der),
    verifies: (text, signature) => crypto.subtle.verify(ecdsa, key, signature, new TextEncoder().encode(text)),
  };
}

/** Lower-case hexadecimal. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (it) => it.toString(16).padStart(2, "0")).join("");
}

/** base64url without padding of SHA-256(salt ‖ canonical JSON). */
export async function digestOf(salt: string, value: string): Promise<string> {
  const salted = Uint8Array.from(atob(salt.replaceAll("-", "+").replaceAll("_", "/")), (it) => it.charCodeAt(0));
  const whole = new Uint8Array([...salted, ...new TextEncoder().encode(value)]);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", whole));
  return toBase64(digest).replaceAll("+", "-").replaceAll("/", "_").replace("=", "");
}
