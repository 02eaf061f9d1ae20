import assert from 'node:assert/strict';
import { Registry } from 'prom-client';
import { createLogger } from '../logging.ts';
import { createExpiryWarnings, type Ending, measureEndings } from './expiry.ts';

const dayMs = 24 * 60 * 60 * 1000;

describe('the end of certificates', () => {
  it('is told once at 30, 7 and 1 days, and when it has come; a renewed certificate is another', () => {
    const lines: { level: string; daysLeft: number }[] = [];
    const destination = { write: (line: string) => void lines.push(JSON.parse(line)) };
    let [nowMs, atMs] = [0, 40 * dayMs];
    const endings = (): Ending[] => [
      { kind: 'certificate', name: 'gateway speed2ng', atMs },
      { kind: 'revocation list', name: 'trusted 1', atMs: dayMs },
    ];
    const look = createExpiryWarnings(
      endings,
      { nowMs: () => nowMs },
      createLogger({ level: 'info', platform: 'x', destination }),
    );
    const told = () => lines.splice(0).map(({ daysLeft }) => daysLeft);
    look();
    assert.deepEqual(told(), []);
    for (const [day, expected] of [
      [10, [30]],
      [11, []],
      [33, [7]],
      [38.9, []],
      [39, [1]],
      [40, [0]],
      [41, []],
    ] as const) {
      nowMs = day * dayMs;
      look();
      assert.deepEqual(told(), expected, `day ${day}`);
    }
    atMs = 400 * dayMs;
    look();
    assert.deepEqual(told(), []);
  });

  it('is a figure in seconds, by name, read when it is asked for', async () => {
    const registry = new Registry();
    let endings: Ending[] = [{ kind: 'certificate', name: 'service cdco', atMs: 5_000 }];
    measureEndings(registry, () => endings);
    assert.match(
      await registry.metrics(),
      /portorium_certificate_expires_timestamp_seconds\{certificate="service cdco"\} 5\n/,
    );
    endings = [{ kind: 'revocation list', name: 'trusted 1', atMs: 7_000 }];
    const text = await registry.metrics();
    assert.match(text, /portorium_revocation_list_next_update_timestamp_seconds\{authority="trusted 1"\} 7\n/);
    assert.doesNotMatch(text, /service cdco/);
    endings = [{ kind: 'signing key', name: 'receipts ccn2ng', atMs: 9_000 }];
    assert.match(
      await registry.metrics(),
      /portorium_signing_key_renewal_due_timestamp_seconds\{key="receipts ccn2ng"\} 9\n/,
    );
  });
});
