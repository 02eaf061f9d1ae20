import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { decodeProtectedHeader } from 'jose';
import { describe, it } from 'mocha';
import { systemClock } from '../../../shared-services/kit/clock.ts';
import { createBearerAuthentication } from '../../../shared-services/kit/identity/bearer.ts';
import { silentLogger } from '../../../shared-services/kit/logging.ts';
import { startTestUumds, systemToken, type TestUumds } from '../server.test-support.ts';
import { addSigningKey, readSigningKeys, removeSigningKey, signingKeysFolder } from './signing-keys.ts';

const publishedOf = async ({ issuer }: TestUumds): Promise<string[]> => {
  const { keys } = (await (await fetch(`${issuer}/protocol/openid-connect/certs`)).json()) as {
    keys: { kid: string }[];
  };
  return keys.map(({ kid }) => kid);
};

const keyOf = (token: string): string => decodeProtectedHeader(token).kid ?? '';

const until = async (holds: () => Promise<boolean>): Promise<void> => {
  const endsAtMs = Date.now() + 20_000;
  while (!(await holds())) {
    assert.ok(Date.now() < endsAtMs, 'it did not happen');
    await sleep(10);
  }
};

const bearerFor = ({ issuer }: TestUumds, askAgainAfterMs: number) =>
  createBearerAuthentication({
    ...{ issuer, audience: 'speed2ng', clientId: 'portorium', clock: systemClock, log: silentLogger() },
    ...{ maxCachedTokens: 1, freshForMs: askAgainAfterMs, askAgainAfterMs },
  });

describe('the signing keys of the embedded provider', () => {
  it('change while it runs, and no token is refused: published before they sign, kept until nothing of theirs is valid', async () => {
    const keyRotation = { signsForMs: 3000, publishedBeforeMs: 2500, keptForMs: 5000 };
    const uumds = await startTestUumds({ keyRotation, lookAtKeysEveryMs: 20 });
    // It looks twice a second: a key that signed before it was published for so long would be refused.
    const bearer = bearerFor(uumds, 500);
    const seen = new Set<string>();
    const endsAtMs = Date.now() + 11_000;
    try {
      const made: string[] = [];
      while (Date.now() < endsAtMs) {
        const token = await systemToken(uumds, 'invented-parcels');
        made.push(token);
        // The new one, and one of a second ago, which is not remembered any more.
        for (const one of [token, made.at(-20) ?? token]) await bearer.authenticate(`Bearer ${one}`);
        seen.add(keyOf(token));
        await sleep(50);
      }
      assert.ok(seen.size >= 3, `only ${seen.size} keys signed`);
      const published = await publishedOf(uumds);
      assert.ok(published.length <= 4, 'retired keys go');
      assert.ok(!published.includes([...seen][0] ?? ''), 'the first key is retired');
    } finally {
      await uumds.remove();
    }
  });

  it('change by command: the next is published at once, signs when its time has come, and old sessions go on', async () => {
    const uumds = await startTestUumds({ lookAtKeysEveryMs: 20 });
    try {
      const [first = ''] = await publishedOf(uumds);
      const { jwk } = await addSigningKey(uumds.dataDirectory, Date.now() + 600);
      await until(async () => (await publishedOf(uumds)).length === 2);
      const before = await systemToken(uumds, 'invented-parcels');
      assert.equal(keyOf(before), first);
      const bearer = bearerFor(uumds, 60_000);
      await bearer.authenticate(`Bearer ${before}`);
      await until(async () => keyOf(await systemToken(uumds, 'invented-parcels')) === jwk.kid);
      for (const token of [before, await systemToken(uumds, 'invented-parcels')])
        await bearer.authenticate(`Bearer ${token}`);
    } finally {
      await uumds.remove();
    }
  });

  it('are not believed any more once they were taken away', async () => {
    const uumds = await startTestUumds({ lookAtKeysEveryMs: 20 });
    try {
      const stolen = await systemToken(uumds, 'invented-parcels');
      const [old] = await readSigningKeys(uumds.dataDirectory);
      await addSigningKey(uumds.dataDirectory, Date.now());
      await removeSigningKey(uumds.dataDirectory, old!);
      await until(async () => keyOf(await systemToken(uumds, 'invented-parcels')) !== old?.jwk.kid);
      // Both may have been seen for a moment: the one was added before the other was taken away.
      await until(async () => !(await publishedOf(uumds)).includes(old?.jwk.kid ?? ''));
      await assert.rejects(bearerFor(uumds, 60_000).authenticate(`Bearer ${stolen}`), /TOKEN_INVALID/);
    } finally {
      await uumds.remove();
    }
  });

  it('are in files that only their owner reads, and are the same after a restart', async () => {
    let uumds = await startTestUumds();
    try {
      const published = await publishedOf(uumds);
      const folder = signingKeysFolder(uumds.dataDirectory);
      assert.equal((await stat(folder)).mode & 0o777, 0o700);
      assert.equal((await stat(`${folder}/${published[0]}.json`)).mode & 0o777, 0o600);
      uumds = await uumds.restart();
      assert.deepEqual(await publishedOf(uumds), published);
    } finally {
      await uumds.remove();
    }
  });
});
