/** The examples that RFC 9449 prints, held by what this platform uses; keys, proofs and hashes are the RFC's. */
import assert from 'node:assert/strict';
import { assertDpopProof, type ExpectedProof } from './dpop.ts';
import { createReplayMemory } from './replay-memory.ts';

const key =
  'eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19';
/** Section 7.1: to a protected resource. */
const proof = `${key}.eyJqdGkiOiJlMWozVl9iS2ljOC1MQUVCIiwiaHRtIjoiR0VUIiwiaHR1IjoiaHR0cHM6Ly9yZXNvdXJjZS5leGFtcGxlLm9yZy9wcm90ZWN0ZWRyZXNvdXJjZSIsImlhdCI6MTU2MjI2MjYxOCwiYXRoIjoiZlVIeU8ycjJaM0RaNTNFc05yV0JiMHhXWG9hTnk1OUlpS0NBcWtzbVFFbyJ9.2oW9RP35yRqzhrtNP86L-Ey71EOptxRimPPToA1plemAgR6pxHF8y6-yqyVnmcw6Fy1dqd-jfxSYoMxhAJpLjA`;
/** Section 4.1: to a token endpoint, so without the hash of a token. */
const tokenRequestProof = `${key}.eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1wbGUuY29tL3Rva2VuIiwiaWF0IjoxNTYyMjYyNjE2fQ.2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvwnQg4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg`;
const issuedAtMs = 1_562_262_618_000;

describe('the examples of RFC 9449', () => {
  const expected = (more: object = {}): ExpectedProof => ({
    presented: { method: 'GET', path: '/protectedresource', proof, ...more },
    accessToken: 'Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU',
    thumbprint: '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I',
  });
  const check = (what: ExpectedProof, nowMs = issuedAtMs + 1000, origin = 'https://resource.example.org') =>
    assertDpopProof(what, {
      clock: { nowMs: () => nowMs },
      replays: createReplayMemory({ nowMs: () => nowMs }, 10),
      origins: () => [origin],
    });

  it('7.1: the proof is that of the access token and of the key of 6.1, for its method and address', async () => {
    await check(expected());
    await assert.rejects(check({ ...expected(), accessToken: 'another' }), /ath is that of another token/);
    await assert.rejects(check({ ...expected(), thumbprint: 'A'.repeat(43) }), /the key is not that of the token/);
    await assert.rejects(check(expected({ method: 'POST' })), /another method/);
    await assert.rejects(check(expected({ path: '/other' })), /another address/);
    await assert.rejects(check(expected(), issuedAtMs + 61_000), /too old/);
    await assert.rejects(check(expected({ proof: `${proof.slice(0, -4)}AAAA` })), /signature verification failed/);
  });

  it('4.1: the proof for a token endpoint is none for a resource', async () => {
    const shown = expected({ method: 'POST', path: '/token', proof: tokenRequestProof });
    await assert.rejects(check(shown, issuedAtMs, 'https://server.example.com'), /ath is that of another token/);
  });
});
