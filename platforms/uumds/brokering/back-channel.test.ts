/** What a national provider must say to end sessions here (OpenID Connect Back-Channel Logout 1.0, section 2.6). */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';
import { silentLogger } from '../../../shared-services/kit/logging.ts';
import { type BackChannelParts, backChannel } from './back-channel.ts';
import { brokerClientId } from './paths.ts';

const issuer = 'https://national.example';
const event = 'http://schemas.openid.net/event/backchannel-logout';
const nowMs = Date.parse('2026-11-21T12:00:00Z');

describe('a logout token', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const used = new Set<string>();
  const ended: unknown[] = [];
  const parts = {
    relyingParties: [{ provider: { issuer }, keys: async () => publicKey }],
    clock: { nowMs: () => nowMs },
    log: silentLogger(),
    sessions: {
      endOf: async (_: unknown, of: unknown) => {
        ended.push(of);
        return [];
      },
    },
    provider: () => ({
      ReplayDetection: {
        unique: async (_: string, jti: string) => !used.has(jti) && used.add(jti) !== undefined,
      },
    }),
  } as unknown as BackChannelParts;
  const token = (claims: object, key = privateKey) =>
    new SignJWT({
      ...{ iss: issuer, aud: brokerClientId, iat: nowMs / 1000, jti: `${Math.random()}` },
      ...{ events: { [event]: {} }, sub: 's', ...claims },
    })
      .setProtectedHeader({ alg: 'RS256' })
      .sign(key);
  const statusOf = async (logout_token: string): Promise<number> => {
    let status = 200;
    const response: object = new Proxy(
      {},
      {
        get: (_, name) => (given: number) => {
          if (name === 'status' || name === 'sendStatus') status = given;
          return response;
        },
      },
    );
    await backChannel(parts)({ body: { logout_token } } as never, response as never, assert.fail);
    return status;
  };
  beforeEach(() => void ended.splice(0));

  it('ends the sessions of a subject, or one session', async () => {
    assert.equal(await statusOf(await token({})), 200);
    assert.equal(await statusOf(await token({ sub: undefined, sid: 'x' })), 200);
    assert.deepEqual(ended, [
      { subject: 's', sessionId: undefined },
      { subject: undefined, sessionId: 'x' },
    ]);
  });

  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  for (const [what, make] of [
    ['for nothing that happened', () => token({ events: {} })],
    ['with events that are none', () => token({ events: 'logout' })],
    ['with a nonce, as an ID token has one', () => token({ nonce: 'n' })],
    ['for nobody', () => token({ sub: undefined })],
    ['of an issuer that is not known', () => token({ iss: 'https://other.example' })],
    ['for another client', () => token({ aud: 'other' })],
    ['by another key', () => token({}, stranger)],
    ['of long ago', () => token({ iat: nowMs / 1000 - 600 })],
  ] as const)
    it(`${what} ends nothing`, async () => {
      assert.equal(await statusOf(await make()), 400);
      assert.deepEqual(ended, []);
    });

  it('counts once', async () => {
    const once = await token({ jti: 'once' });
    assert.deepEqual([await statusOf(once), await statusOf(once), ended.length], [200, 400, 1]);
  });
});
