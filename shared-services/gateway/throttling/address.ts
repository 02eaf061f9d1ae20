/** Where a request comes from, as far as that can be believed, and what counts as one place. */
import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

export interface Connection {
  readonly remoteAddress?: string | undefined;
  /** Value of X-Forwarded-For. */
  readonly forwardedFor?: string | string[] | undefined;
}

/** To be read at the arrival: a socket that is gone has no address any more. */
export const connectionOf = ({ socket, headers }: IncomingMessage): Connection => ({
  remoteAddress: socket.remoteAddress,
  forwardedFor: headers['x-forwarded-for'],
});

/** Tells whether an address is one of our own proxies. */
export type IsProxy = (address: string) => boolean;

/** IPv4 as IPv4, also where the socket speaks IPv6; without a zone. */
const plain = (address: string): string => {
  const bare = address.split('%', 1)[0]!.toLowerCase();
  return bare.startsWith('::ffff:') && isIP(bare.slice(7)) === 4 ? bare.slice(7) : bare;
};

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/**
 * @param setting addresses and networks, `10.0.0.7,10.1.0.0/16,2001:db8::/32`; empty: there is no proxy
 * @throws {Error} one of them is neither
 */
export const proxiesOf = (setting: string): IsProxy => {
  const list = new BlockList();
  const given = setting
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  for (const one of given) {
    const [address = '', prefix] = one.split('/');
    const bits = prefix === undefined ? (isIP(address) === 6 ? 128 : 32) : Number(prefix);
    if (isIP(address) === 0 || (prefix !== undefined && !/^\d{1,3}$/.test(prefix)))
      throw new Error(`${one} is no address and no network`);
    list.addSubnet(address, bits, familyOf(address));
  }
  return (address) => isIP(address) !== 0 && list.check(address, familyOf(address));
};

/**
 * The nearest address that is not one of our proxies. What a stranger writes into the header is never looked at: only what
 * a proxy of ours has added to it.
 */
export const clientAddress = ({ remoteAddress, forwardedFor }: Connection, isProxy: IsProxy): string => {
  let address = plain(remoteAddress ?? '');
  const hops = [forwardedFor ?? []]
    .flat()
    .join(',')
    .split(',')
    .map((hop) => plain(hop.trim()));
  while (isProxy(address)) {
    const hop = hops.pop();
    if (hop === undefined || isIP(hop) === 0) return address;
    address = hop;
  }
  return address;
};

const groupsOf = (address: string): string[] => {
  const [head = '', tail] = address.split('::', 2);
  const left = head === '' ? [] : head.split(':');
  if (tail === undefined) return left;
  const right = tail === '' ? [] : tail.split(':');
  return [...left, ...Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0'), ...right];
};

/** An IPv4 address; of IPv6 the network /64, which one subscriber has for himself. */
export const placeOf = (address: string): string => {
  if (isIP(address) !== 6) return address;
  const network = groupsOf(address)
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(':')}::/64`;
};

/** The network of a site: /24 of IPv4, /48 of IPv6. */
export const networkOf = (address: string): string => {
  if (isIP(address) !== 6) return `${address.split('.').slice(0, 3).join('.')}.0/24`;
  const network = groupsOf(address)
    .slice(0, 3)
    .map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(':')}::/48`;
};
