/**
 * What the development authority tells everybody, by HTTP: `GET /crl/<authority>.crl` and OCSP by GET and POST (RFC 6960,
 * appendix A). Both are signed, so plain HTTP is their usual transport (RFC 5280, 8).
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import express, { type Response, type Router } from 'express';
import { answerOcsp, malformedAnswer, type OcspAuthority } from '../../../shared-services/kit/identity/ocsp/respond.ts';
import { serialOf } from '../../../shared-services/kit/identity/revocation-list.ts';
import { type Authority, authoritiesInForce, isOf } from './authorities.ts';
import { listIssued } from './operations.ts';
import { listsFolder } from './revocation-lists.ts';
import { type RevokedCertificate, readRevoked } from './revoked.ts';
import type { Settings } from './settings.ts';

const hourMs = 60 * 60 * 1000;
const maxRequestBytes = 4096;
/** Files are read again after this time: an answer is at most so old. */
const keptMs = 1000;

const authorityOf = (
  { name, certificate, privateKey }: Authority,
  issued: ReadonlySet<string>,
  revoked: readonly RevokedCertificate[],
): OcspAuthority => ({
  certificate,
  privateKey,
  statusOf: (serial) => {
    const found = revoked.find((one) => one.authority === name && one.serialNumber === serialOf(serial));
    if (found !== undefined) return { is: 'revoked', sinceMs: Date.parse(found.revokedAt), reason: found.reason };
    return { is: issued.has(`${name} ${serialOf(serial)}`) ? 'good' : 'unknown' };
  },
});

/** The issuing authorities are in no list of what was issued: their files are it. */
const issuedByRoots = (authorities: readonly Authority[]): readonly string[] =>
  authorities
    .filter(isOf('root'))
    .flatMap((root) =>
      authorities
        .filter((one) => !isOf('root')(one) && one.certificate.verify(root.certificate.publicKey))
        .map(({ certificate }) => `${root.name} ${serialOf(certificate.serialNumber)}`),
    );

const readAuthorities = async (settings: Settings): Promise<readonly OcspAuthority[]> => {
  const [authorities, issued, revoked] = await Promise.all([
    authoritiesInForce(settings),
    listIssued(settings),
    readRevoked(settings),
  ]);
  const known = new Set([
    ...issued.map(({ authority, serialNumber }) => `${authority} ${serialNumber}`),
    ...issuedByRoots(authorities),
  ]);
  return authorities.map((one) => authorityOf(one, known, revoked));
};

/** One reading for the questions of a moment. */
const kept = <T>(read: () => Promise<T>, nowMs: () => number) => {
  let [value, sinceMs]: [Promise<T> | undefined, number] = [undefined, 0];
  return (): Promise<T> => {
    if (value === undefined || nowMs() - sinceMs > keptMs) {
      [value, sinceMs] = [read(), nowMs()];
      value.catch(() => {
        value = undefined;
      });
    }
    return value;
  };
};

export const publicationRouter = (settings: Settings): Router => {
  const router = express.Router({ caseSensitive: true, strict: true });
  const authorities = kept(() => readAuthorities(settings), settings.clock.nowMs);

  const answer = async (request: Uint8Array, response: Response): Promise<void> => {
    const all = await authorities();
    const moment = { nowMs: settings.clock.nowMs(), lifetimeMs: hourMs };
    response.type('application/ocsp-response').set('Cache-Control', 'no-store');
    try {
      response.send(answerOcsp(request, all, moment));
    } catch (error) {
      settings.log.info({ err: error }, 'a question about a certificate that cannot be read');
      response.send(malformedAnswer());
    }
  };

  router.get('/crl/:file', async (request, response) => {
    const { file } = request.params;
    if (!/^(root|trusted|central)-\d{1,4}\.crl$/.test(file)) return void response.sendStatus(404);
    const list = await readFile(join(listsFolder(settings.directory), file)).catch(() => undefined);
    if (list === undefined) return void response.sendStatus(404);
    response.type('application/pkix-crl').set('Cache-Control', 'max-age=300').send(list);
  });
  router.post('/ocsp', express.raw({ type: 'application/ocsp-request', limit: maxRequestBytes }), (request, response) =>
    answer(Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0), response),
  );
  router.get('/ocsp/:question', (request, response) =>
    answer(Buffer.from(request.params.question, 'base64'), response),
  );
  return router;
};
