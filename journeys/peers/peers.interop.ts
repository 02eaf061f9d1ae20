/**
 * Traders' software of other makes against the whole platform: authlib, joserfc, jwcrypto, requests, zeep, signxml, xmlsec, openssl
 * and Nimbus. Each case is a program of its own that knows what is published, and nothing else. `npm run test:peers`; says
 * what it has not tried where Python, Java or their repositories are not at hand.
 */
import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Constellation, freePort, startConstellation } from '../support/constellation.ts';
import { expressFiling } from '../support/filings.ts';
import { fetchNimbus, here, makePython, run, runBeside } from './tools.ts';

const say = (line: string) => void process.stdout.write(`      ${line}\n`);

describe('software of other makes', function () {
  this.timeout(600_000);
  let folder: string;
  let constellation: Constellation | undefined;
  let python = '';

  const world = async (port: number, of: Constellation) => {
    const accounts = await readFile(join(of.dataDirectory, 'uumds', 'demo-accounts.json'), 'utf8');
    const filing = { ...expressFiling() };
    filing.declarant.identificationNumber = 'DE000000000000005';
    delete filing.representative;
    const speed2ng = `https://localhost:${port}`;
    const { issuer, trustAnchorPath: trustAnchor } = of;
    return { issuer, speed2ng, portal: `${speed2ng}/portal`, trustAnchor, filing, ...JSON.parse(accounts) };
  };

  before(async function () {
    folder = await mkdtemp(join(tmpdir(), 'portorium-peers-'));
    const made = makePython(folder);
    if (made.python === undefined) {
      say(`SKIPPED: ${made.reason}`);
      return this.skip();
    }
    python = made.python;
    const port = await freePort();
    const environment = { PORTORIUM_SPEED2NG_PORT: String(port), PORTORIUM_PROOF_NONCES: 'asked' };
    constellation = await startConstellation({ environment });
    await writeFile(join(folder, 'world.json'), JSON.stringify(await world(port, constellation)));
    for (const kind of ['P-256', 'P-384', 'RSA', 'Ed25519'])
      assert.match((await told('seal', kind)).fingerprint256, /^[0-9a-f]{64}$/);
    assert.equal((await told('receipt_keys')).keys, 1);
  });
  after(async () => {
    await constellation?.remove();
    await rm(folder, { recursive: true, force: true });
  });

  // The platform answers in this process: the peer must not block it.
  // biome-ignore lint/suspicious/noExplicitAny: each case tells something else
  const told = async (...given: string[]): Promise<any> => {
    const { status, out, err } = await runBeside(python, ['-W', 'ignore', join(here, 'cases.py'), folder, ...given]);
    assert.equal(status, 0, `${given.join(' ')}: ${err}`);
    return JSON.parse(out);
  };
  const accepted = async (...given: string[]) => {
    const { status, receipt, text } = await told(...given);
    assert.deepEqual([status < 300, receipt], [true, true], text);
    assert.equal(verify().status, 0, verify().err);
  };
  const verify = (...more: string[]) =>
    run(python, [join(here, 'verify_receipt.py'), ...['receipt', 'keys.json', 'message'].map(inFolder), ...more]);
  const inFolder = (name: string) => join(folder, name);

  it('authlib signs a person in by code and PKCE, knowing the issuer alone', async () =>
    assert.deepEqual(await told('code_and_pkce'), { person: 'invented-post-administrator', type: 'Bearer' }));

  for (const algorithm of ['ES256', 'ES384', 'PS256', 'RS256', 'EdDSA', 'Ed25519'])
    it(`authlib gets a token by private_key_jwt with ${algorithm}, as it makes it by itself`, async () =>
      assert.deepEqual(await told('assertion', algorithm), { isOfClient: true, status: 200, code: null }));

  for (const kind of ['P-256', 'RSA', 'Ed25519'])
    it(`requests gets a token bound to its ${kind} certificate (RFC 8705), which is worth nothing without it`, async () => {
      const refused = { status: 401, code: 'TOKEN_PROOF_INVALID' };
      const expected = { with: { status: 200, code: null }, without: refused, bound: true };
      assert.deepEqual(await told('mutual_tls', kind), expected);
    });

  for (const algorithm of ['ES256', 'PS256', 'EdDSA'])
    it(`jwcrypto proves possession with ${algorithm} (RFC 9449), and comes again with the nonce`, async () =>
      assert.deepEqual(await told('possession', algorithm), {
        type: 'DPoP',
        first: [401, 'TOKEN_PROOF_NONCE'],
        second: 201,
      }));

  const jsonSeals = [
    ['P-256', 'ES256'],
    ['P-384', 'ES384'],
    ['RSA', 'PS256'],
    ['RSA', 'RS256'],
    ['Ed25519', 'EdDSA'],
  ];
  for (const [kind = '', algorithm = ''] of jsonSeals)
    it(`jwcrypto seals JSON with ${algorithm}; another program proves the receipt`, () =>
      accepted('rest', kind, algorithm));

  const xmlSeals = [
    ['RSA', 'rsa-sha256'],
    ['P-256', 'ecdsa-sha256'],
    ['P-384', 'ecdsa-sha384'],
  ];
  for (const library of ['signxml', 'xmlsec'])
    for (const [kind = '', algorithm = ''] of xmlSeals)
      it(`${library} seals what zeep made of the WSDL with ${algorithm}; another program proves the receipt`, () =>
        accepted('soap', library, kind, algorithm));

  it('what was changed under a seal is refused, in both protocols', async () => {
    for (const given of [
      ['rest', 'RSA', 'RS256', 'tampered'],
      ['soap', 'xmlsec', 'RSA', 'rsa-sha256', 'tampered'],
    ])
      assert.match((await told(...given)).text, /SIGNATURE_INVALID/);
  });

  describe('a receipt', () => {
    before(() => accepted('rest', 'RSA', 'RS256'));

    it('is proven by Nimbus', async function () {
      const classPath = fetchNimbus(folder);
      if (classPath === undefined) {
        say('not tried: Java, Maven or its repository are not at hand');
        return this.skip();
      }
      const names = ['receipt', 'keys.json', 'message'].map(inFolder);
      const proven = run('java', ['-cp', classPath, join(here, 'VerifyReceipt.java'), ...names]);
      assert.equal(proven.status, 0, proven.err);
      assert.match(proven.out, /"party":"DE000000000000005"/);
    });

    it('proves nothing about another person, or about other bytes', async () => {
      assert.match(verify('somebody-else').err, /somebody else acted/);
      await appendFile(inFolder('message'), ' ');
      assert.match(verify().err, /it is about other bytes/);
    });
  });
});
