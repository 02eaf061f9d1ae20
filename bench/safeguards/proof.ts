/**
 * What a DPoP proof costs with each message: checked and remembered by one process, and by all processes that share a
 * database; one message at a time, and many at once, as they arrive at a gateway under load.
 */
import { createHash, KeyObject, sign, verify } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import { systemClock } from '../../shared-services/kit/clock.ts';
import { assertDpopProof, type DpopParts } from '../../shared-services/kit/identity/dpop.ts';
import { createReplayMemory, type KeepProof } from '../../shared-services/kit/identity/replay-memory.ts';
import { keepProofsIn, rowsOf } from '../../shared-services/kit/identity/used-proofs.ts';
import { silentLogger } from '../../shared-services/kit/logging.ts';
import { prepareComponents } from '../../shared-services/kit/postgres/components.ts';
import { startEmbeddedPostgres } from '../../shared-services/kit/postgres/launcher.ts';
import { openPool } from '../../shared-services/kit/postgres/pool.ts';
import type { Contest, Safeguard } from './measure.ts';

const htu = 'https://speed2ng.example/rest/v1/entry/filings/F32';
const accessToken = 'x'.repeat(900);
const together = 64;
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

const migrationsDirectory = join(import.meta.dirname, '../../platforms/speed2ng/storage/migrations');

/** As an installation has it: what is committed waits for the disk, but for what says otherwise. */
const openDatabase = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'portorium-bench-'));
  const log = silentLogger();
  const server = await startEmbeddedPostgres({ dataDirectory: folder, log });
  const components = [{ name: 'speed2ng', migrationsDirectory }];
  const roleSecret = 'of this measurement';
  const prepared = await prepareComponents({ adminUrl: server.connectionString, roleSecret, components, log });
  const settings = { maxConnections: 10, applicationName: 'bench', statementTimeoutMs: 30_000, log };
  const pool = openPool(prepared.get('speed2ng')!.connectionString, settings);
  const stop = async () => {
    await pool.end();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { keep: keepProofsIn(rowsOf(pool)), stop };
};

const makeProofs = async () => {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(publicKey);
  const header = encoded({ typ: 'dpop+jwt', alg: 'ES256', jwk });
  const ath = createHash('sha256').update(accessToken).digest('base64url');
  const [secret, open] = [KeyObject.from(privateKey), KeyObject.from(publicKey)];
  let number = 0;
  const octets = Buffer.alloc(400, 'x');
  const value = sign('sha256', octets, { key: secret, dsaEncoding: 'ieee-p1363' });
  return {
    thumbprint: await calculateJwkThumbprint(jwk),
    next: () => {
      number += 1;
      const claims = { htm: 'POST', htu, ath, jti: `proof-${number}`, iat: Math.floor(Date.now() / 1000) };
      const input = `${header}.${encoded(claims)}`;
      const signature = sign('sha256', Buffer.from(input), { key: secret, dsaEncoding: 'ieee-p1363' });
      return `${input}.${signature.toString('base64url')}`;
    },
    verify: () => verify('sha256', octets, { key: open, dsaEncoding: 'ieee-p1363' }, value),
  };
};

const partsWith = (keep?: KeepProof): DpopParts => ({
  clock: systemClock,
  origins: () => ['https://speed2ng.example'],
  replays: createReplayMemory(systemClock, 5_000_000, keep),
});

export const proof: Safeguard = async () => {
  const proofs = await makeProofs();
  const database = await openDatabase();
  const waiting: string[] = [];
  // Made before they are counted: the caller makes them.
  const prepare = (count: number) => {
    while (waiting.length < count) waiting.push(proofs.next());
  };
  const check = (parts: DpopParts) =>
    assertDpopProof(
      {
        presented: { method: 'POST', path: '/rest/v1/entry/filings/F32', proof: waiting.pop() ?? proofs.next() },
        accessToken,
        thumbprint: proofs.thumbprint,
      },
      parts,
    );
  const [alone, shared] = [partsWith(), partsWith(database.keep)];
  const bare = 'ECDSA P-256 verify';
  const one = { bare, runBare: proofs.verify };
  const atOnce = (parts: DpopParts) => () => Promise.all(Array.from({ length: together }, () => check(parts)));
  const many = { bare: `${together} × ${bare}`, runBare: () => Array.from({ length: together }, proofs.verify) };
  prepare(30_000);
  const contests: Contest[] = [
    { safeguard: 'DPoP proof, remembered by this process', run: () => check(alone), ...one },
    { safeguard: 'DPoP proof, remembered by all processes', run: () => check(shared), ...one },
    { safeguard: `${together} at once, remembered by this process`, run: atOnce(alone), ...many, share: 0.1 },
    { safeguard: `${together} at once, remembered by all processes`, run: atOnce(shared), ...many, share: 0.1 },
  ];
  return { contests, end: database.stop };
};
