// Checks in the browser that a record is in the audit log: RFC 6962 leaf and inclusion, C2SP checkpoint, Ed25519 by WebCrypto.
const bytesOf = (base64) => Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
const textBytes = (text) => new TextEncoder().encode(text);
const hexOf = (bytes) => [...bytes].map((one) => one.toString(16).padStart(2, '0')).join('');
const join = (...parts) => new Uint8Array(parts.flatMap((part) => [...part]));
const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
const same = (one, other) => one.length === other.length && one.every((byte, index) => byte === other[index]);

/** RFC 9162, 2.1.3.2: from the leaf, by its neighbours, to the root. */
const rootFrom = async ({ leafIndex, path }, leafHash, size) => {
  let [at, last, hash] = [BigInt(leafIndex), BigInt(size) - 1n, leafHash];
  for (const neighbour of path.map(bytesOf)) {
    if (last === 0n) return undefined;
    if (at % 2n === 1n || at === last) {
      hash = await sha256(join([1], neighbour, hash));
      while (at % 2n === 0n && at !== 0n) [at, last] = [at / 2n, last / 2n];
    } else hash = await sha256(join([1], hash, neighbour));
    [at, last] = [at / 2n, last / 2n];
  }
  return last === 0n ? hash : undefined;
};

/** The first signature by a key that we are told of. */
const isSigned = async (note, keys) => {
  const body = textBytes(note.slice(0, note.indexOf('\n\n') + 1));
  for (const [, name, base64] of note.matchAll(/^\u2014 (\S+) (\S+)$/gm)) {
    const signature = bytesOf(base64);
    const key = keys.find((one) => one.name === name && one.keyId === hexOf(signature.slice(0, 4)));
    if (key === undefined) continue;
    const imported = await crypto.subtle.importKey('raw', bytesOf(key.publicKey), 'Ed25519', false, ['verify']);
    if (await crypto.subtle.verify('Ed25519', imported, signature.slice(4), body)) return key.name;
  }
  return undefined;
};

const check = async (proof, say) => {
  const [, size = '', root = ''] = proof.checkpoint.note.split('\n');
  const leafHash = await sha256(join([0], textBytes(proof.leaf)));
  say(same(leafHash, bytesOf(proof.leafHash)), 'The hash of the record is computed from its bytes.');
  const found = await rootFrom(proof, leafHash, size);
  const holds = found !== undefined && same(found, bytesOf(root));
  say(holds, `It leads by ${proof.path.length} neighbours to the root of the tree of ${size} records.`);
  const signer = await isSigned(proof.checkpoint.note, proof.key);
  say(
    signer !== undefined,
    signer === undefined ? 'The root is not signed by a key of the log.' : `The root is signed by ${signer}.`,
  );
};

const start = (place) => {
  const button = place.querySelector('[data-check]');
  const steps = place.querySelector('[data-steps]');
  const say = (holds, text) => {
    const item = document.createElement('li');
    item.className = holds ? 'holds' : 'fails';
    item.textContent = `${holds ? 'Holds' : 'Does not hold'}: ${text}`;
    steps.append(item);
  };
  button.hidden = false;
  button.addEventListener('click', async () => {
    steps.replaceChildren();
    await check(JSON.parse(place.dataset.proof), say).catch((error) =>
      say(false, `It cannot be checked here: ${error.message}`),
    );
  });
};

for (const place of document.querySelectorAll('[data-proof]')) start(place);
