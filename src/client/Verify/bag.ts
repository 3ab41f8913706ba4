import { type Checkpoint, checkpointOf, type Key, keyOf, sha256 } from "./checkpoint";
import { Fault } from "./fault";
import { base64, members, text } from "./json";
import { type Entry, openZip, read } from "./zip";

const signedTags = ["bagit.txt", "bag-info.txt", "manifest-sha256.txt"];
const stamp = "timestamp.tsr";
const tags = [...signedTags, "tagmanifest-sha256.txt", "signature.json"];

/** A pack whose files are each listed once, none unlisted, and signed. */
export interface Bag {
  key: Key;
  checkpoint: Checkpoint;
  stamped: boolean;
  /** How many files the manifest lists. */
  files: number;
  has(path: string): boolean;
  bytes(path: string): Promise<Uint8Array<ArrayBuffer>>;
}

/** @param progress told how many of the bytes are checked. */
export async function openBag(zip: Blob, progress?: (done: number) => void): Promise<Bag> {
  const entries = await openZip(zip);
  if (!entries.has("bagit.txt") && !entries.has("manifest-sha256.txt")) throw new Fault("zip", "notPack", true);
  const bytes = (path: string) => read(zip, found(entries, path));
  for (const tag of tags) found(entries, tag);
  const manifest = await listed("manifest-sha256.txt", await bytes("manifest-sha256.txt"));
  for (const path of manifest.keys()) if (!path.startsWith("data/")) throw new Fault(path, "unlisted");
  for (const path of manifest.keys()) found(entries, path);
  for (const name of entries.keys())
    if (!manifest.has(name) && !tags.includes(name) && name !== stamp) throw new Fault(name, "unlisted");
  let done = 0;
  for (const [path, hash] of manifest) {
    if ((await sha256(await bytes(path))) !== hash) throw new Fault(path, "checksum");
    done += found(entries, path).packed;
    progress?.(done / zip.size);
  }
  const hashes = await Promise.all(signedTags.map(async (it) => sha256(await bytes(it))));
  const tagged = await listed("tagmanifest-sha256.txt", await bytes("tagmanifest-sha256.txt"));
  for (const [at, tag] of signedTags.entries()) if (tagged.get(tag) !== hashes[at]) throw new Fault(tag, "tags");
  if (tagged.size !== signedTags.length) throw new Fault("tagmanifest-sha256.txt", "tags");

  const subject = "signature.json";
  const said = members(
    subject,
    await bytes(subject),
    "key",
    "fingerprint",
    "checkpoint",
    "checkpointSignature",
    "manifestSignature",
  );
  const key = await keyOf(subject, text(subject, said.key));
  const checkpoint = checkpointOf(text(subject, said.checkpoint));
  if (!checkpoint) throw new Fault(subject, "json");
  if (said.fingerprint !== key.fingerprint) throw new Fault(subject, "fingerprint");
  const over = { [checkpoint.text]: said.checkpointSignature, [hashes.join(" ")]: said.manifestSignature };
  for (const [what, signature] of Object.entries(over))
    if (!(await key.verifies(what, base64(subject, signature)))) throw new Fault(subject, "signature");
  return { key, checkpoint, stamped: entries.has(stamp), files: manifest.size, has: (path) => entries.has(path), bytes };
}

function found(entries: Map<string, Entry>, path: string): Entry {
  const entry = entries.get(path);
  if (!entry) throw new Fault(path, "missing");
  return entry;
}

async function listed(subject: string, bytes: Uint8Array): Promise<Map<string, string>> {
  const lines = new TextDecoder().decode(bytes).split("\n");
  if (lines.pop() !== "") throw new Fault(subject, "line");
  const files = new Map<string, string>();
  for (const line of lines) {
    const [, hash, path] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    if (!hash || !path || files.has(path)) throw new Fault(subject, "line");
    files.set(path, hash);
  }
  return files;
}
