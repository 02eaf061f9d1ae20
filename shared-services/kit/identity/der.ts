/** As much of DER (X.690) as takes a sequence apart. */

export interface DerElement {
  readonly tag: number;
  /** With tag and length. */
  readonly whole: Buffer;
  readonly content: Buffer;
}

const malformed = () => new RangeError('not DER');

/** @returns the length, and of how many octets it is written */
const lengthAt = (bytes: Buffer, offset: number): readonly [length: number, octets: number] => {
  const first = bytes[offset];
  if (first === undefined || first === 0x80 || first > 0x84) throw malformed();
  if (first < 0x80) return [first, 1];
  const count = first - 0x80;
  if (offset + 1 + count > bytes.length) throw malformed();
  return [bytes.readUIntBE(offset + 1, count), 1 + count];
};

/** @throws {RangeError} not DER, or cut short */
export const derElements = (bytes: Buffer): DerElement[] => {
  const elements: DerElement[] = [];
  for (let offset = 0; offset < bytes.length; ) {
    const [length, octets] = lengthAt(bytes, offset + 1);
    const begin = offset + 1 + octets;
    const end = begin + length;
    if (end > bytes.length) throw malformed();
    elements.push({ tag: bytes[offset]!, whole: bytes.subarray(offset, end), content: bytes.subarray(begin, end) });
    offset = end;
  }
  return elements;
};

/** The members of the one sequence that the bytes are. @throws {RangeError} they are none */
export const derSequence = (bytes: Buffer): DerElement[] => {
  const [sequence, another] = derElements(bytes);
  if (sequence?.tag !== 0x30 || another !== undefined) throw malformed();
  return derElements(sequence.content);
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
