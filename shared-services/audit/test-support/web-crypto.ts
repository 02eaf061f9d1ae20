/** What a page of an auditor does with an inclusion proof: WebCrypto, and nothing else. */
interface Proof {
  readonly leafIndex: number;
  readonly leaf: string;
  readonly path?: readonly string[];
  readonly checkpoint: { readonly note: string };
  readonly key: readonly { readonly name: string; readonly keyId: string; readonly publicKey: string }[];
}

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
const base64Of = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));
const hexOf = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

const sha256 = async (...parts: readonly Uint8Array[]): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from(parts.flatMap((part) => [...part]))));

const node = (left: Uint8Array, right: Uint8Array) => sha256(Uint8Array.of(1), left, right);

/** RFC 9162, 2.1.3.2. */
const rootFrom = async ({ leafIndex, leaf, path = [] }: Proof, size: number): Promise<Uint8Array | undefined> => {
  let root = await sha256(Uint8Array.of(0), new TextEncoder().encode(leaf));
  let [from, last] = [leafIndex, size - 1];
  for (const hash of path.map(bytesOf)) {
    if (last === 0) return undefined;
    if (from % 2 === 1 || from === last) {
      root = await node(hash, root);
      while (from % 2 === 0 && from !== 0) [from, last] = [Math.floor(from / 2), Math.floor(last / 2)];
    } else root = await node(root, hash);
    [from, last] = [Math.floor(from / 2), Math.floor(last / 2)];
  }
  return last === 0 ? root : undefined;
};

const isSigned = async (note: string, keys: Proof['key']): Promise<boolean> => {
  const end = note.indexOf('\n\n');
  const [, name, base64 = ''] = note
    .slice(end + 2)
    .trim()
    .split(' ');
  const signature = bytesOf(base64);
  const key = keys.find((one) => one.name === name && one.keyId === hexOf(signature.slice(0, 4)));
  if (key === undefined) return false;
  const imported = await crypto.subtle.importKey('raw', bytesOf(key.publicKey), 'Ed25519', false, ['verify']);
  const body = new TextEncoder().encode(note.slice(0, end + 1));
  return crypto.subtle.verify('Ed25519', imported, signature.slice(4), body);
};

export const verifiesInBrowser = async (proof: Proof): Promise<boolean> => {
  const [, size, root] = proof.checkpoint.note.split('\n');
  const computed = await rootFrom(proof, Number(size));
  return computed !== undefined && base64Of(computed) === root && (await isSigned(proof.checkpoint.note, proof.key));
};
