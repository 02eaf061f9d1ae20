/** Holds a package against itself and against the key of the audit log: with nothing but the file, years later, anywhere. */
import { hash } from 'node:crypto';
import { parseXml, type XmlElement } from '../../../reference-architecture/contract/xml/parse.ts';
import { headOf, type NoteKey, noteHolds } from '../../audit/domain/note.ts';
import { sha256Hex } from '../../kit/call.ts';
import { untar } from './tar.ts';

interface Evidence {
  readonly record?: readonly {
    readonly leafIndex: number;
    readonly leaf?: string;
    readonly path?: readonly string[];
  }[];
  readonly checkpoint?: { readonly treeSize: number; readonly note: string };
  readonly key?: readonly NoteKey[];
}

export interface Verified {
  readonly files: number;
  readonly records: number;
  /** What does not hold; empty: everything does. */
  readonly faults: readonly string[];
}

const sha256 = (...parts: Uint8Array[]): Buffer => hash('sha256', Buffer.concat(parts), 'buffer');

/** RFC 6962, 2.1.1 (as RFC 9162, 2.1.3.2 has it): the root that leads from a leaf by its path. Undefined: the path is too short or long. */
export const rootBy = (leaf: string, index: number, size: number, path: readonly Buffer[]): Buffer | undefined => {
  let [at, last] = [index, size - 1];
  let root = sha256(Buffer.of(0), Buffer.from(leaf));
  for (const neighbour of path) {
    if (last === 0) return undefined;
    const fromLeft = at % 2 === 1 || at === last;
    root = fromLeft ? sha256(Buffer.of(1), neighbour, root) : sha256(Buffer.of(1), root, neighbour);
    if (fromLeft) while (at % 2 === 0 && at !== 0) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 ? root : undefined;
};

const withHref = (element: XmlElement): XmlElement[] => [
  ...(element.attributes.some(({ name }) => name === 'CHECKSUM') ? [element] : []),
  ...element.children.flatMap(withHref),
];
const attribute = (element: XmlElement, name: string): string | undefined =>
  element.attributes.find((one) => one.name === name)?.value;

/** What a METS says of files, and what they are. A `file` has its place in the element within. */
const metsFaults = (mets: string, folder: string, files: ReadonlyMap<string, Buffer>, seen: Set<string>): string[] =>
  withHref(parseXml(mets)).flatMap((element) => {
    const href = attribute(element, 'href') ?? attribute(element.children[0] ?? element, 'href') ?? '';
    const bytes = files.get(`${folder}${href}`);
    seen.add(`${folder}${href}`);
    if (bytes === undefined) return [`${href} is missing`];
    return sha256Hex(bytes) === attribute(element, 'CHECKSUM') ? [] : [`${href} is not what METS says`];
  });

/** Whatever the file may be: it is read, not trusted. */
const evidenceIn = (text: string | undefined): Evidence => {
  try {
    return JSON.parse(text ?? '{}') as Evidence;
  } catch {
    return {};
  }
};

const evidenceFaults = ({ record = [], checkpoint, key = [] }: Evidence, trusted: readonly NoteKey[]): string[] => {
  if (checkpoint === undefined) return ['there is no checkpoint of the audit log in it'];
  const keys = trusted.length === 0 ? key : trusted;
  const signed = noteHolds(checkpoint.note, keys) ? [] : ['the checkpoint is not signed by a key of the audit log'];
  const { root, size } = headOf(checkpoint.note);
  const proven = record.flatMap(({ leaf = '', leafIndex, path = [] }) => {
    const found = rootBy(
      leaf,
      leafIndex,
      size,
      path.map((one) => Buffer.from(one, 'base64')),
    );
    return found?.toString('base64') === root ? [] : [`leaf ${leafIndex} is not in the log as it stands here`];
  });
  return [...signed, ...proven];
};

/** @param trusted  keys of the audit log that were learned in another way; none: those in the package are taken for true */
export const verifyPackage = async (tar: Uint8Array, trusted: readonly NoteKey[] = []): Promise<Verified> => {
  const files = await untar(tar);
  const [folder = ''] = [...files.keys()].map((name) => name.slice(0, name.indexOf('/') + 1));
  const seen = new Set<string>();
  const faults = ['', 'representations/rep1/'].flatMap((below) => {
    const mets = files.get(`${folder}${below}METS.xml`);
    seen.add(`${folder}${below}METS.xml`);
    return mets === undefined
      ? [`${below}METS.xml is missing`]
      : metsFaults(mets.toString(), folder + below, files, seen);
  });
  const unknown = [...files.keys()].filter((name) => !seen.has(name)).map((name) => `${name} is in no METS`);
  const evidence = evidenceIn(files.get(`${folder}metadata/other/audit-evidence.json`)?.toString());
  return {
    files: files.size,
    records: evidence.record?.length ?? 0,
    faults: [...faults, ...unknown, ...evidenceFaults(evidence, trusted)],
  };
};
