import { type Bytes, hash } from "../Journal/prove";

/** A Merkle tree that leaves are added to at the right (RFC 9162 §2.1), of which only the maximal full subtrees are kept. */
export class GrowingTree {
  private readonly subtrees: { leaves: number; root: Bytes }[] = [];

  /** @param left roots of the maximal subtrees over the first leaves, left to right; undefined where they are not as many. */
  static after(size: number, left: Bytes[]): GrowingTree | undefined {
    const tree = new GrowingTree();
    let [rest, at] = [size, 0];
    while (rest > 0) {
      const leaves = 2 ** Math.floor(Math.log2(rest));
      const root = left[at++];
      if (root?.length !== 32) return undefined;
      tree.subtrees.push({ leaves, root });
      rest -= leaves;
    }
    tree.size = size;
    return at === left.length ? tree : undefined;
  }

  size = 0;

  async add(leaf: Bytes): Promise<void> {
    let added = { leaves: 1, root: await hash(0, leaf) };
    for (let last = this.subtrees.at(-1); last?.leaves === added.leaves; last = this.subtrees.at(-1)) {
      this.subtrees.pop();
      added = { leaves: added.leaves * 2, root: await hash(1, last.root, added.root) };
    }
    this.subtrees.push(added);
    this.size++;
  }

  async root(): Promise<Bytes> {
    const last = this.subtrees.at(-1);
    if (!last) return new Uint8Array(await crypto.subtle.digest("SHA-256", new Uint8Array()));
    let root = last.root;
    for (const { root: left } of this.subtrees.slice(0, -1).toReversed()) root = await hash(1, left, root);
    return root;
  }
}

/** RFC 9162 §2.1.4.2: whether the tree of the first size is the beginning of the other. */
export async function isPrefix(
  first: number,
  firstRoot: Bytes,
  second: number,
  secondRoot: Bytes,
  proof: Bytes[],
): Promise<boolean> {
  if (first > second) return false;
  if (first === second) return proof.length === 0 && same(firstRoot, secondRoot);
  if (first === 0) return proof.length === 0;
  const path = Number.isInteger(Math.log2(first)) ? [firstRoot, ...proof] : proof;
  const [start, ...rest] = path;
  if (!start) return false;
  let [node, last] = [first - 1, second - 1];
  while (node % 2 === 1) [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  let [before, after] = [start, start];
  for (const other of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      before = await hash(1, other, before);
      after = await hash(1, other, after);
      while (node % 2 === 0 && node !== 0) [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
    } else {
      after = await hash(1, after, other);
    }
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  return last === 0 && same(before, firstRoot) && same(after, secondRoot);
}

export const same = (a: Uint8Array, b: Uint8Array) => a.length === b.length && a.every((it, at) => it === b[at]);
