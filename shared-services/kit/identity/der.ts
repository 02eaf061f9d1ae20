/**
 * Elements of DER (X.690) one after the other, without a tree of them: a revocation list may have a hundred thousand
 * entries, for which general readers take minutes of the event loop.
 */
export interface Element {
  readonly tag: number;
  readonly content: Buffer;
  /** With tag and length. */
  readonly whole: Buffer;
}

export const tags = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  identifier: 0x06,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  boolean: 0x01,
} as const;

const cutShort = (): Error => new Error('DER that ends early, or has a length that is not one');

/** Where the content begins, and how long it is. */
const lengthAt = (bytes: Buffer, at: number): { readonly from: number; readonly length: number } => {
  const first = bytes[at];
  if (first === undefined) throw cutShort();
  if (first < 0x80) return { from: at + 1, length: first };
  const count = first & 0x7f;
  if (count === 0 || count > 4 || at + 1 + count > bytes.length) throw cutShort();
  return { from: at + 1 + count, length: bytes.readUIntBE(at + 1, count) };
};

export const elementAt = (bytes: Buffer, at: number): Element => {
  const tag = bytes[at];
  if (tag === undefined || (tag & 0x1f) === 0x1f) throw cutShort();
  const { from, length } = lengthAt(bytes, at + 1);
  if (from + length > bytes.length) throw cutShort();
  return { tag, content: bytes.subarray(from, from + length), whole: bytes.subarray(at, from + length) };
};

export function* elementsIn(bytes: Buffer): Generator<Element> {
  for (let at = 0; at < bytes.length; ) {
    const element = elementAt(bytes, at);
    yield element;
    at += element.whole.length;
  }
}

/** @throws {Error} it is absent or another */
export const expectTag = (element: Element | undefined, tag: number): Element => {
  if (element?.tag !== tag)
    throw new Error(`DER: ${tag.toString(16)} is wanted, ${element?.tag.toString(16)} is there`);
  return element;
};

/** RFC 5280, 4.1.2.5: two digits of a year are 1950 to 2049; always to the second, always UTC. */
export const timeOf = ({ tag, content }: Element): number => {
  const text = content.toString('latin1');
  const century = Number(text.slice(0, 2)) < 50 ? '20' : '19';
  const full = tag === tags.utcTime ? century + text : text;
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(full) ?? [];
  const [year, month, day, hour, minute, second] = parts.map(Number);
  if (year === undefined || ![tags.utcTime, tags.generalizedTime].some((one) => one === tag))
    throw new Error('DER: not a time');
  return Date.UTC(year, month! - 1, day, hour, minute, second);
};

/** `2.5.29.20` */
export const identifierOf = ({ content }: Element): string => {
  const numbers: number[] = [];
  let value = 0;
  for (const byte of content) {
    value = value * 128 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    if (numbers.length === 0)
      numbers.push(Math.min(2, Math.floor(value / 40)), value - 40 * Math.min(2, Math.floor(value / 40)));
    else numbers.push(value);
    value = 0;
  }
  return numbers.join('.');
};

/** What stands one after the other, at once: for what is short. */
export const derElements = (bytes: Buffer): Element[] => [...elementsIn(bytes)];

/** The members of the one sequence that the bytes are. @throws {Error} they are none */
export const derSequence = (bytes: Buffer): Element[] => {
  const { content, whole } = expectTag(elementAt(bytes, 0), tags.sequence);
  if (whole.length !== bytes.length) throw new Error('DER: something follows the sequence');
  return derElements(content);
};

const lengthOf = (length: number): Buffer => {
  if (length < 0x80) return Buffer.of(length);
  const octets = Buffer.alloc(4);
  octets.writeUInt32BE(length);
  const shortest = octets.subarray(octets.findIndex((octet) => octet !== 0));
  return Buffer.concat([Buffer.of(0x80 + shortest.length), shortest]);
};

/** A sequence of members that are DER already. */
export const derSequenceOf = (members: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(members);
  return Buffer.concat([Buffer.of(0x30), lengthOf(content.length), content]);
};
