/** Networks from which somebody may come: addresses and prefixes (CIDR) of IPv4 and IPv6. */
import { BlockList, isIP } from 'node:net';

interface Prefix {
  readonly address: string;
  readonly bits: number;
  readonly family: 'ipv4' | 'ipv6';
}

const read = (text: string): Prefix | undefined => {
  const [, address = '', given] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const version = isIP(address);
  if (version === 0) return undefined;
  const most = version === 4 ? 32 : 128;
  const bits = given === undefined ? most : Number(given);
  return bits > most ? undefined : { address, bits, family: version === 4 ? 'ipv4' : 'ipv6' };
};

export const isNetwork = (text: string): boolean => read(text) !== undefined;

/** An IPv4 address that came through an IPv6 socket: `::ffff:192.0.2.1`. */
const plain = (address: string): string => /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;

/** Whether an address lies in one of the networks; in none of those that cannot be read. */
export const createNetworks = (networks: readonly string[]): ((address: string | undefined) => boolean) => {
  const list = new BlockList();
  for (const network of networks) {
    const prefix = read(network);
    if (prefix !== undefined) list.addSubnet(prefix.address, prefix.bits, prefix.family);
  }
  return (address) => {
    const one = plain(address ?? '');
    const version = isIP(one);
    return version !== 0 && list.check(one, version === 4 ? 'ipv4' : 'ipv6');
  };
};
