import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { commonRefusals } from '../../reference-architecture/contract/common-refusals.ts';
import { statusOf } from './problem.ts';
import { type GatewayRefusalCode, gatewayRefusalCodes, refuse } from './refusals.ts';

describe('the page of what is refused at the door', () => {
  it('has every code with its status and its sentence, and no other', () => {
    const page = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8');
    const told = [...page.matchAll(/^\| `([A-Z0-9_]+)` \| (\d+) \| (.+) \|$/gm)].map(([, code, status, title]) => ({
      code,
      status: Number(status),
      title,
    }));
    const own = (Object.keys(gatewayRefusalCodes) as GatewayRefusalCode[]).filter((code) => !(code in commonRefusals));
    assert.deepEqual(
      told,
      own.map((code) => ({ code, status: statusOf(refuse(code)), title: gatewayRefusalCodes[code].title })),
    );
  });
});
