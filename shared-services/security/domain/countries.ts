/**
 * In which country an address is, by a table of networks that the operator gives. CSV, one network a line:
 * `network,country[,latitude,longitude]`, as `192.0.2.0/24,BE,50.85,4.35`; lines that begin with # and an optional heading
 * are left out. Of networks in each other the narrower one counts.
 */
export interface Place {
  readonly country: string;
  readonly latitude?: number;
  readonly longitude?: number;
}

export interface Countries {
  readonly size: number;
  readonly of: (address: string) => Place | undefined;
}

interface Range extends Place {
  readonly from: bigint;
  readonly to: bigint;
}

const decimal = /^(?:\d{1,3}\.){3}\d{1,3}$/;
const hexadecimal = /^[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}$/;

/** IPv4 as mapped into IPv6, so that both are numbers of one kind. */
export const numberOf = (address: string): bigint | undefined => {
  const plain = address.toLowerCase();
  if (decimal.test(plain))
    return plain.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n) + 0xffff00000000n;
  if (!hexadecimal.test(plain)) return undefined;
  const [head = '', tail] = plain.split('::', 2);
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const between =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  return [...left, ...between, ...right].reduce((sum, group) => sum * 65536n + BigInt(`0x${group || '0'}`), 0n);
};

const line = /^([0-9a-fA-F:.]+)\/(\d{1,3}),([A-Z]{2})(?:,(-?\d{1,2}(?:\.\d+)?),(-?\d{1,3}(?:\.\d+)?))?$/;

const rangeOf = (text: string): Range | undefined => {
  const [, address = '', prefix = '', country = '', latitude, longitude] = line.exec(text) ?? [];
  const start = numberOf(address);
  const bits = Number(prefix) + (decimal.test(address) ? 96 : 0);
  if (start === undefined || bits > 128) return undefined;
  const size = 1n << BigInt(128 - bits);
  const from = start - (start % size);
  const at = latitude === undefined ? {} : { latitude: Number(latitude), longitude: Number(longitude) };
  return { from, to: from + size - 1n, country, ...at };
};

/** @throws {Error} a line that cannot be read, by its number */
const rangesIn = (csv: string): Range[] =>
  csv.split(/\r?\n/).flatMap((text, index) => {
    const plain = text.trim().replaceAll('"', '');
    if (plain === '' || plain.startsWith('#') || (index === 0 && plain.startsWith('network,'))) return [];
    const range = rangeOf(plain);
    if (range === undefined)
      throw new Error(`line ${index + 1} of the table of countries is no network with its country`);
    return [range];
  });

const lastNotAfter = (ranges: readonly Range[], number: bigint): number => {
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ranges[middle]!.from <= number) low = middle + 1;
    else high = middle;
  }
  return low - 1;
};

/** Networks lie in each other at most this deep; beyond it the search ends. */
const maxNested = 64;

export const noCountries: Countries = { size: 0, of: () => undefined };

/** @throws {Error} a line that cannot be read */
export const countriesIn = (csv: string): Countries => {
  const ranges = rangesIn(csv).sort((a, b) =>
    a.from === b.from ? Number(b.to > a.to) - Number(b.to < a.to) : a.from < b.from ? -1 : 1,
  );
  return {
    size: ranges.length,
    of: (address) => {
      const number = numberOf(address);
      if (number === undefined) return undefined;
      const last = lastNotAfter(ranges, number);
      for (let index = last; index >= 0 && index > last - maxNested; index -= 1)
        if (ranges[index]!.to >= number) return ranges[index];
      return undefined;
    },
  };
};

const radiusKm = 6371;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Great-circle distance; undefined where one of the places has no coordinates. */
export const distanceKm = (one: Place, other: Place): number | undefined => {
  if (one.latitude === undefined || other.latitude === undefined) return undefined;
  const [a, b] = [radians(one.latitude), radians(other.latitude)];
  const east = radians((other.longitude ?? 0) - (one.longitude ?? 0));
  const h = Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(east / 2) ** 2;
  return 2 * radiusKm * Math.asin(Math.sqrt(h));
};
