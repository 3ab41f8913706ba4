import { type Bag, openBag } from "./bag";
import { type Checkpoint, checkpointIn, checkpointOf } from "./checkpoint";
import { Fault, type Why } from "./fault";
import { checkConsistency, checkLeaves, type Leaves, type Parameters, parametersOf } from "./leaves";

export interface Finding {
  code: Proved | Open;
  values: Record<string, string | number>;
}

type Proved =
  | "zip"
  | "signatures"
  | "range"
  | "empty"
  | "values"
  | "earlier"
  | "previousProved"
  | "consistency"
  | "receivedProved";
type Open =
  | "derived"
  | "signer"
  | "time"
  | "timeLater"
  | "stamp"
  | "previousOpen"
  | "receivedOpen"
  | "chosen"
  | "closed"
  | "unrecorded";

export type Verdict =
  | { good: true; company: string; from: string; to: string; fingerprint: string; proved: Finding[]; open: Finding[] }
  | { good: false; subject: string; why: Why; unreadable: boolean };

export interface Expected {
  /** The fingerprint of the company's key, as somebody got it by another way. */
  key?: string;
  previous?: Blob;
  /** Mails or files with checkpoints that were received at their time. */
  received?: string[];
}

/** Checks a pack with nothing but itself and what is expected of it. Whatever stands in it, the answer is a verdict. */
export async function verify(pack: Blob, expected: Expected = {}, progress?: (done: number) => void): Promise<Verdict> {
  try {
    const bag = await openBag(pack, (it) => progress?.(it / 2));
    const key = expected.key?.replace(/\s/g, "").toLowerCase();
    if (key && key !== bag.key.fingerprint) throw new Fault("signature.json", "key");
    const parameters = await parametersOf(bag);
    const previous = expected.previous && (await openBag(expected.previous));
    const received = (expected.received ?? []).map((it) => {
      const checkpoint = checkpointIn(it);
      if (!checkpoint) throw new Fault("checkpoint", "received");
      return checkpoint;
    });
    const named = parameters.previous === undefined ? undefined : checkpointOf(parameters.previous);
    const sizes = [...received, previous?.checkpoint].flatMap((it) => (it ? [it.size] : []));
    const leaves = await checkLeaves(bag, parameters, new Set(sizes), (it) => progress?.(0.5 + it / 2));
    await checkConsistency(bag, parameters, named);
    const beginning = (earlier: Checkpoint): boolean | undefined => {
      if (earlier.tenant !== bag.checkpoint.tenant) return false;
      const root = leaves.roots.get(earlier.size) ?? (named?.size === earlier.size ? named.root : undefined);
      return root === undefined ? undefined : root === earlier.root;
    };
    if (previous && (previous.key.fingerprint !== bag.key.fingerprint || !beginning(previous.checkpoint)))
      throw new Fault("previous", "previous");
    const met = received.map((it) => ({ it, is: beginning(it) }));
    for (const { it, is } of met) if (is === false) throw new Fault(it.time, "received");
    const covered = Math.max(0, ...met.filter(({ is }) => is).map(({ it }) => it.size));
    return {
      good: true,
      company: parameters.company,
      from: parameters.from,
      to: parameters.to,
      fingerprint: bag.key.fingerprint,
      proved: [
        ...provedOf(bag, leaves, parameters, previous),
        ...met.filter(({ is }) => is).map(({ it }) => said("receivedProved", it)),
      ],
      open: [
        ...openOf(bag, leaves, covered, Boolean(key), previous),
        ...met.filter(({ is }) => !is).map(({ it }) => said("receivedOpen", it)),
      ],
    };
  } catch (e) {
    if (e instanceof Fault) return { good: false, subject: e.subject, why: e.why, unreadable: e.unreadable };
    throw e;
  }
}

const said = (code: Finding["code"], { size, time }: Checkpoint): Finding => ({ code, values: { size, time } });

function provedOf(bag: Bag, leaves: Leaves, parameters: Parameters, previous: Bag | undefined): Finding[] {
  const { first, size, masked, whole, earlier } = leaves;
  return [
    { code: "zip", values: { files: bag.files } },
    { code: "signatures", values: { key: bag.key.fingerprint } },
    first === size ? { code: "empty", values: { size } } : { code: "range", values: { first, last: size - 1 } },
    { code: "values", values: { masked, whole } },
    ...(earlier > 0 ? [{ code: "earlier", values: { count: earlier } } as const] : []),
    ...(previous
      ? [said("previousProved", previous.checkpoint)]
      : parameters.previous
        ? [{ code: "consistency", values: {} } as const]
        : []),
  ];
}

function openOf(bag: Bag, leaves: Leaves, covered: number, keyKnown: boolean, previous: Bag | undefined): Finding[] {
  const findings: [Open, boolean, Finding["values"]][] = [
    ["derived", true, {}],
    ["signer", !keyKnown, { key: bag.key.fingerprint }],
    ["time", covered === 0, { time: bag.checkpoint.time }],
    ["timeLater", covered > 0 && covered < leaves.size, { from: covered }],
    ["stamp", bag.stamped, {}],
    ["previousOpen", !previous, {}],
    ["chosen", leaves.earlier > 0, {}],
    ["closed", leaves.closed > 0, { count: leaves.closed }],
    ["unrecorded", true, {}],
  ];
  return findings.filter(([, holds]) => holds).map(([code, , values]) => ({ code, values }));
}
