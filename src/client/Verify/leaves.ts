import { hash, rootFrom } from "../Journal/prove";
import type { Bag } from "./bag";
import { digestOf } from "./checkpoint";
import { Fault } from "./fault";
import { base64, canonical, count, hashes, isMembers, type Members, members, only, text, toBase64 } from "./json";
import { GrowingTree, isPrefix } from "./tree";

const files = {
  leaves: "data/journal/leaves.ndjson",
  earlier: "data/journal/earlier.ndjson",
  range: "data/journal/range.json",
  before: "data/journal/before.json",
  consistency: "data/journal/consistency.json",
  parameters: "data/parameters.json",
};

/** What a pack was made of, as far as it matters here. */
export interface Parameters {
  company: string;
  tenant: string;
  from: string;
  to: string;
  previous: string | undefined;
}

export interface Leaves {
  first: number;
  size: number;
  masked: number;
  whole: number;
  closed: number;
  /** Leaves from before the window, of entries that hold in it. */
  earlier: number;
  /** Roots at the sizes that were asked for, base64. */
  roots: Map<number, string>;
}

export async function parametersOf(bag: Bag): Promise<Parameters> {
  const subject = files.parameters;
  let said: Members;
  try {
    said = JSON.parse(new TextDecoder().decode(await bag.bytes(subject))) as Members;
  } catch (e) {
    throw e instanceof Fault ? e : new Fault(subject, "json");
  }
  if (!isMembers(said)) throw new Fault(subject, "json");
  const [company, tenant, from, to] = ["company", "tenant", "from", "to"].map((it) => text(subject, said[it])) as [
    string,
    string,
    string,
    string,
  ];
  if (tenant !== bag.checkpoint.tenant) throw new Fault(subject, "company");
  return { company, tenant, from, to, previous: typeof said.previous === "string" ? said.previous : undefined };
}

/** That the leaves are the company's, without a gap, from the first that was recorded in the window on, and give the signed root. */
export async function checkLeaves(
  bag: Bag,
  parameters: Parameters,
  sizes: Set<number>,
  progress?: (done: number) => void,
): Promise<Leaves> {
  const range = members(files.range, await bag.bytes(files.range), "first", "size", "left");
  const [first, size] = [count(files.range, range.first), count(files.range, range.size)];
  const tree = GrowingTree.after(first, hashes(files.range, range.left));
  if (!tree || first > size || size !== bag.checkpoint.size) throw new Fault(files.range, "range");
  const from = new Date(parameters.from).toISOString();
  let last = first > 0 ? await checkBefore(bag, first, from) : "";
  const found: Leaves = { first, size, masked: 0, whole: 0, closed: 0, earlier: 0, roots: new Map() };
  const versions = await checkEarlier(bag, parameters, found);
  const remember = async () => {
    if (sizes.has(tree.size)) found.roots.set(tree.size, toBase64(await tree.root()));
  };
  await remember();
  for (const line of linesOf(files.leaves, await bag.bytes(files.leaves))) {
    const subject = `${files.leaves}, ${tree.size}`;
    const said = members(subject, line, "position", "leaf", "open");
    if (said.position !== tree.size) throw new Fault(subject, "position");
    const { leaf, stream, recordedAt, version } = await open(subject, said, parameters, found);
    const follows = (versions.get(stream) ?? (isOfRegister(stream) ? 0 : version - 1)) + 1;
    if (recordedAt < last || version !== follows) throw new Fault(subject, "order");
    if (recordedAt < from) throw new Fault(subject, "window");
    versions.set(stream, version);
    last = recordedAt;
    await tree.add(leaf);
    await remember();
    if (tree.size % 500 === 0) progress?.((tree.size - first) / (size - first));
  }
  if (tree.size !== size) throw new Fault(files.leaves, "range");
  if (toBase64(await tree.root()) !== bag.checkpoint.root) throw new Fault(files.leaves, "root");
  if (last > bag.checkpoint.time) throw new Fault(files.leaves, "order");
  return found;
}

/** The proof, in the pack itself, that the journal of the previous checkpoint is the beginning of this one. */
export async function checkConsistency(
  bag: Bag,
  { previous }: Parameters,
  earlier: { size: number; root: string; tenant: string } | undefined,
) {
  if (!previous || !earlier) return;
  const subject = files.consistency;
  const said = members(subject, await bag.bytes(subject), "checkpoint", "checkpointSignature", "proof");
  const signed = said.checkpoint === previous && (await bag.key.verifies(previous, base64(subject, said.checkpointSignature)));
  const now = bag.checkpoint;
  const [was, is] = [base64(subject, earlier.root), base64(subject, now.root)];
  const prefix = await isPrefix(earlier.size, was, now.size, is, hashes(subject, said.proof));
  if (!signed || !prefix || earlier.tenant !== now.tenant) throw new Fault(subject, "previous");
}

async function checkBefore(bag: Bag, first: number, from: string): Promise<string> {
  const subject = files.before;
  const said = members(subject, await bag.bytes(subject), "position", "leaf", "proof");
  const leaf = base64(subject, said.leaf);
  const root = await rootFrom(await hash(0, leaf), first - 1, bag.checkpoint.size, hashes(subject, said.proof));
  if (said.position !== first - 1 || !root || toBase64(root) !== bag.checkpoint.root) throw new Fault(subject, "before");
  const { recordedAt } = contentOf(subject, leaf);
  const at = text(subject, recordedAt);
  if (at >= from) throw new Fault(subject, "window");
  return at;
}

/** Of each entry every leaf before the range, from its first on, each proved: else a late first recording could be hidden. */
async function checkEarlier(bag: Bag, parameters: Parameters, found: Leaves): Promise<Map<string, number>> {
  const versions = new Map<string, number>();
  if (!bag.has(files.earlier)) return versions;
  let last = -1;
  for (const line of linesOf(files.earlier, await bag.bytes(files.earlier))) {
    const said = members(files.earlier, line, "position", "leaf", "open", "proof");
    const position = count(files.earlier, said.position);
    const subject = `${files.earlier}, ${position}`;
    if (position <= last || position >= found.first) throw new Fault(subject, "position");
    const { leaf, stream, version } = await open(subject, said, parameters, found);
    const root = await rootFrom(await hash(0, leaf), position, found.size, hashes(subject, said.proof));
    if (!root || toBase64(root) !== bag.checkpoint.root) throw new Fault(subject, "earlier");
    if (!isOfRegister(stream) || version !== (versions.get(stream) ?? 0) + 1) throw new Fault(subject, "order");
    versions.set(stream, version);
    last = position;
    found.earlier++;
  }
  if (found.earlier === 0) throw new Fault(files.earlier, "missing");
  return versions;
}

/** Streams that become rows of ledgers as they stand, whenever they were recorded. */
const isOfRegister = (stream: string) => stream.startsWith("register/") || stream.startsWith("outlet/");

async function open(subject: string, said: Members, { tenant }: Parameters, found: Leaves) {
  const leaf = base64(subject, said.leaf);
  const content = contentOf(subject, leaf);
  if (content.tenant !== tenant) throw new Fault(subject, "company");
  const digests = isMembers(content.personal) ? content.personal : {};
  const opened = Object.entries(isMembers(said.open) ? said.open : {});
  for (const [path, opening] of opened) {
    const { form, salt, value } = only(subject, opening, "form", "salt", "value");
    const digest = digests[path];
    if (form !== "full" && form !== "masked") throw new Fault(subject, "json");
    if (!isMembers(digest) || digest[form] !== (await digestOf(text(subject, salt), canonical(value ?? null)).catch(() => "")))
      throw new Fault(`${subject}, ${path}`, "value");
    if (form === "full") found.whole++;
    else found.masked++;
  }
  found.closed += Object.keys(digests).length - opened.length;
  return {
    leaf,
    stream: text(subject, content.stream),
    recordedAt: text(subject, content.recordedAt),
    version: count(subject, content.version),
  };
}

function contentOf(subject: string, leaf: Uint8Array): Members {
  const names = ["at", "by", "data", "personal", "recordedAt", "stream", "tenant", "type", "v", "version"];
  const content = members(subject, leaf, ...names);
  if (content.v !== 1 || canonical(content) !== new TextDecoder().decode(leaf)) throw new Fault(subject, "canonical");
  return content;
}

function* linesOf(subject: string, bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(10, at);
    if (end < 0) throw new Fault(subject, "line");
    yield bytes.subarray(at, end);
    at = end + 1;
  }
}
