import { Fault } from "./fault";

export interface Entry {
  name: string;
  deflated: boolean;
  crc: number;
  packed: number;
  size: number;
  start: number;
}

const endBytes = 22;
const centralBytes = 46;
const localBytes = 30;
const hasDescriptor = 8;
const knownFlags = 0x80e;
const knownExtras = [0x5455, 0x7875, 0x5855, 0x000a];
const plainName = /^[\w.-]+(\/[\w.-]+)*\/?$/;

/** The files of a zip in which every byte belongs to one entry or to the directory, and both headers of an entry agree. */
export async function openZip(zip: Blob): Promise<Map<string, Entry>> {
  const end = await view(zip, zip.size - endBytes, endBytes);
  if (end?.getUint32(0, true) !== 0x06054b50) throw await noEnd(zip);
  const [count, size, start] = [end.getUint16(10, true), end.getUint32(12, true), end.getUint32(16, true)];
  if (count === 0xffff || size === 0xffffffff || start === 0xffffffff) throw new Fault("zip", "zip64", true);
  if (end.getUint32(4, true) !== 0 || end.getUint16(20, true) !== 0 || start + size !== zip.size - endBytes)
    throw new Fault("zip", "notZip", true);
  const directory = await view(zip, start, size);
  if (!directory) throw new Fault("zip", "notZip", true);

  const headers = [];
  for (let at = 0, i = 0; i < count; i++) {
    const header = central(directory, at);
    headers.push(header);
    at += header.length;
    if (i === count - 1 && at !== size) throw new Fault("zip", "hidden", true);
  }
  requireDistinct(headers.map((it) => it.name));
  const entries = new Map<string, Entry>();
  let next = 0;
  for (const header of headers.sort((a, b) => a.offset - b.offset)) {
    if (header.offset !== next) throw new Fault(header.name, "hidden");
    const start = await local(zip, header);
    next = start + header.packed + (await descriptor(zip, header, start + header.packed));
    if (!header.name.endsWith("/")) entries.set(header.name, { ...header, start });
    else if (header.size > 0 || header.packed > 2) throw new Fault(header.name, "hidden");
  }
  if (next !== start) throw new Fault(headers.at(-1)?.name ?? "zip", "hidden");
  return entries;
}

/** Its bytes, of the length and checksum that its header says. */
export async function read(zip: Blob, entry: Entry): Promise<Uint8Array<ArrayBuffer>> {
  const packed = zip.slice(entry.start, entry.start + entry.packed);
  let content: Uint8Array<ArrayBuffer>;
  try {
    // A decompressor refuses what stands after its end, as the format asks.
    const stream = entry.deflated ? packed.stream().pipeThrough(new DecompressionStream("deflate-raw")) : packed.stream();
    content = new Uint8Array(await new Response(stream).arrayBuffer());
  } catch {
    throw new Fault(entry.name, "unpack");
  }
  if (content.length !== entry.size || crc32(content) !== entry.crc) throw new Fault(entry.name, "crc");
  return content;
}

interface Header extends Omit<Entry, "start"> {
  flags: number;
  method: number;
  time: number;
  offset: number;
  length: number;
}

function central(directory: DataView, at: number): Header {
  const left = directory.byteLength - at;
  if (left < centralBytes || directory.getUint32(at, true) !== 0x02014b50) throw new Fault("zip", "notZip", true);
  const u16 = (of: number) => directory.getUint16(at + of, true);
  const u32 = (of: number) => directory.getUint32(at + of, true);
  const [nameBytes, extra, comment] = [u16(28), u16(30), u16(32)];
  if (left < centralBytes + nameBytes + extra + comment) throw new Fault("zip", "notZip", true);
  const name = nameOf(directory, at + centralBytes, nameBytes);
  requireKnown(name, directory, at + centralBytes + nameBytes, extra);
  const [flags, method] = [u16(8), u16(10)];
  if (comment > 0 || u16(34) !== 0) throw new Fault(name, "hidden");
  if ((flags & ~knownFlags) !== 0 || (method !== 0 && method !== 8)) throw new Fault(name, "packing");
  const sizes = { crc: u32(16), packed: u32(20), size: u32(24) };
  if (method === 0 && sizes.packed !== sizes.size) throw new Fault(name, "headers");
  const length = centralBytes + nameBytes + extra;
  return { name, flags, method, time: u32(12), offset: u32(42), deflated: method === 8, length, ...sizes };
}

async function local(zip: Blob, header: Header): Promise<number> {
  const fixed = await view(zip, header.offset, localBytes);
  const rest = fixed && (await view(zip, header.offset + localBytes, fixed.getUint16(26, true) + fixed.getUint16(28, true)));
  if (!fixed || !rest || fixed.getUint32(0, true) !== 0x04034b50) throw new Fault(header.name, "headers");
  const nameBytes = fixed.getUint16(26, true);
  const same =
    fixed.getUint16(6, true) === header.flags &&
    fixed.getUint16(8, true) === header.method &&
    fixed.getUint32(10, true) === header.time &&
    nameOf(rest, 0, nameBytes) === header.name;
  const sizes = [fixed.getUint32(14, true), fixed.getUint32(18, true), fixed.getUint32(22, true)];
  const later = (header.flags & hasDescriptor) !== 0 && sizes.every((it) => it === 0);
  if (!same || !(later || equal(sizes, [header.crc, header.packed, header.size]))) throw new Fault(header.name, "headers");
  requireKnown(header.name, rest, nameBytes, rest.byteLength - nameBytes);
  return header.offset + localBytes + rest.byteLength;
}

/** How long the record is that repeats checksum and sizes after the content, with or without a mark of its own. */
async function descriptor(zip: Blob, header: Header, at: number): Promise<number> {
  if ((header.flags & hasDescriptor) === 0) return 0;
  for (const skip of [4, 0]) {
    const said = await view(zip, at, skip + 12);
    if (!said || (skip === 4 && said.getUint32(0, true) !== 0x08074b50)) continue;
    const sizes = [0, 4, 8].map((it) => said.getUint32(skip + it, true));
    if (equal(sizes, [header.crc, header.packed, header.size])) return skip + 12;
  }
  throw new Fault(header.name, "headers");
}

/** Times and owners as packing programs add them, and nothing in which a text could be hidden. */
function requireKnown(name: string, bytes: DataView, start: number, length: number) {
  for (let at = start, end = start + length; at < end; ) {
    const fits = end - at >= 4 && at + 4 + bytes.getUint16(at + 2, true) <= end;
    if (!fits || !knownExtras.includes(bytes.getUint16(at, true)) || bytes.getUint16(at + 2, true) > 32)
      throw new Fault(name, "hidden");
    at += 4 + bytes.getUint16(at + 2, true);
  }
}

function requireDistinct(names: string[]) {
  const seen = new Set<string>();
  for (const name of names) {
    const folded = name.replace(/\/$/, "").toLowerCase();
    if (seen.has(folded)) throw new Fault(name, "twice");
    seen.add(folded);
  }
}

function nameOf(bytes: DataView, at: number, length: number): string {
  const name = String.fromCharCode(...new Uint8Array(bytes.buffer, bytes.byteOffset + at, length));
  const dots = name.split("/").some((it) => it === "." || it === "..");
  if (length > 200 || dots || !plainName.test(name)) throw new Fault(`"${name.replace(/[^\w./-]/g, "?")}"`, "name");
  return name;
}

async function noEnd(zip: Blob): Promise<Fault> {
  const tail = new Uint8Array(await zip.slice(Math.max(0, zip.size - 0xffff)).arrayBuffer());
  for (let at = tail.length - endBytes - 1; at >= 0; at--)
    if (tail[at] === 0x50 && tail[at + 1] === 0x4b && tail[at + 2] === 5 && tail[at + 3] === 6) return new Fault("zip", "hidden");
  return new Fault("zip", "notZip", true);
}

async function view(zip: Blob, at: number, length: number): Promise<DataView | undefined> {
  if (at < 0 || at + length > zip.size) return undefined;
  return new DataView(await zip.slice(at, at + length).arrayBuffer());
}

const equal = (a: number[], b: number[]) => a.every((it, at) => it === b[at]);

const table = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
  return c;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const it of bytes) crc = (crc >>> 8) ^ (table[(crc ^ it) & 255] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}
