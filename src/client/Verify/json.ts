import { Fault } from "./fault";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Members = { [key: string]: Json };

/**
 * RFC 8785 for what the journal holds (no fractions): members ordered by UTF-16 code units, everything else as
 * JSON.stringify writes it.
 */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const members = Object.keys(value).sort();
  return `{${members.map((key) => `${JSON.stringify(key)}:${canonical(value[key] ?? null)}`).join(",")}}`;
}

/** One object with exactly these members, each once. */
export function members(subject: string, bytes: Uint8Array, ...names: string[]): Members {
  let read: Json;
  try {
    read = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)) as Json;
  } catch {
    throw new Fault(subject, "json");
  }
  return only(subject, read, ...names);
}

export function only(subject: string, value: Json | undefined, ...names: string[]): Members {
  const object = isMembers(value) ? value : undefined;
  if (!object || Object.keys(object).length !== names.length || !names.every((it) => Object.hasOwn(object, it)))
    throw new Fault(subject, "json");
  return object;
}

export const isMembers = (value: Json | undefined): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export function text(subject: string, value: Json | undefined): string {
  if (typeof value !== "string") throw new Fault(subject, "json");
  return value;
}

export function count(subject: string, value: Json | undefined): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) throw new Fault(subject, "json");
  return value;
}

export function base64(subject: string, value: Json | undefined): Uint8Array<ArrayBuffer> {
  const said = text(subject, value);
  try {
    const bytes = Uint8Array.from(atob(said), (it) => it.charCodeAt(0));
    if (toBase64(bytes) === said) return bytes;
  } catch {
    // It holds what is no base64.
  }
  throw new Fault(subject, "json");
}

export function hashes(subject: string, value: Json | undefined): Uint8Array<ArrayBuffer>[] {
  if (!Array.isArray(value)) throw new Fault(subject, "json");
  return value.map((it) => base64(subject, it));
}

export function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary);
}
