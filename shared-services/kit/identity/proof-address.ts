/** Whether a DPoP proof is for this address: `htu`, without query and fragment, normalised (RFC 9449, 4.3; RFC 3986, 6.2). */

const unreserved = /[A-Za-z0-9._~-]/;

/** `%7e` is `~`, and `%2f` is `%2F`: the same address in other letters. */
const normalisePath = (path: string): string =>
  path.replaceAll(/%([0-9a-fA-F]{2})/g, (written, hex: string) => {
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    return unreserved.test(character) ? character : written.toUpperCase();
  });

/** Scheme, host and port in their plain form, and the path; undefined for what is no address of the web. */
const normalise = (address: string): string | undefined => {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return undefined;
  return `${url.origin}${normalisePath(url.pathname)}`;
};

/**
 * @param origins under which callers reach this server; never what a request says of itself: a proof that was made for
 * another server must not count here because its thief names that server
 */
export const isForAddress = (htu: string, path: string, origins: readonly string[]): boolean => {
  const given = normalise(htu);
  return given !== undefined && origins.some((origin) => normalise(`${origin}${path.split(/[?#]/, 1)[0]}`) === given);
};
