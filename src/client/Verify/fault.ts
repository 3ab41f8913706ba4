/** What is wrong with a pack, and in which file, record or position. */
export class Fault extends Error {
  constructor(
    readonly subject: string,
    readonly why: Why,
    readonly unreadable = false,
  ) {
    super(`${subject}: ${why}`);
  }
}

export type Why =
  | "notZip"
  | "zip64"
  | "hidden"
  | "name"
  | "twice"
  | "headers"
  | "packing"
  | "unpack"
  | "crc"
  | "notPack"
  | "missing"
  | "unlisted"
  | "line"
  | "checksum"
  | "json"
  | "signature"
  | "key"
  | "fingerprint"
  | "range"
  | "before"
  | "earlier"
  | "position"
  | "canonical"
  | "value"
  | "order"
  | "company"
  | "window"
  | "root"
  | "tags"
  | "previous"
  | "received";
