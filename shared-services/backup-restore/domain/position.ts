/** Positions in the write-ahead log (LSN), and the names of its segments. */

/** `16/B374D848` -> bytes from the beginning of the log. */
export const positionOf = (text: string): bigint => {
  const [high, low, ...more] = text.split('/');
  if (high === undefined || low === undefined || more.length > 0) throw new Error(`${text} is no position in the log`);
  return (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`);
};

export const textOf = (position: bigint): string =>
  `${(position >> 32n).toString(16).toUpperCase()}/${(position & 0xffff_ffffn).toString(16).toUpperCase()}`;

const hex8 = (value: bigint): string => value.toString(16).toUpperCase().padStart(8, '0');

export const segmentStart = (position: bigint, segmentBytes: number): bigint =>
  position - (position % BigInt(segmentBytes));

/** `00000001000000000000002A`: timeline, and the number of the segment in two halves of which the lower covers 4 GB. */
export const segmentName = (timeline: number, position: bigint, segmentBytes: number): string => {
  const perHalf = 0x1_0000_0000n / BigInt(segmentBytes);
  const number = position / BigInt(segmentBytes);
  return hex8(BigInt(timeline)) + hex8(number / perHalf) + hex8(number % perHalf);
};

export interface Segment {
  readonly timeline: number;
  /** Its first position. */
  readonly start: bigint;
}

export const segmentOf = (name: string, segmentBytes: number): Segment => {
  const [, timeline, half, number] = /^([0-9A-F]{8})([0-9A-F]{8})([0-9A-F]{8})$/.exec(name) ?? [];
  if (timeline === undefined) throw new Error(`${name} is no segment of the log`);
  const perHalf = 0x1_0000_0000n / BigInt(segmentBytes);
  const start = (BigInt(`0x${half}`) * perHalf + BigInt(`0x${number}`)) * BigInt(segmentBytes);
  return { timeline: Number.parseInt(timeline, 16), start };
};

export const historyName = (timeline: number): string => `${hex8(BigInt(timeline))}.history`;
