import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readAudit } from './npm.ts';

describe('the report of known vulnerabilities', () => {
  it('says how many there are of each gravity', () => {
    const vulnerabilities = { low: 1, moderate: 0, high: 2, critical: 0, total: 3 };
    const answer = readAudit(JSON.stringify({ metadata: { vulnerabilities } }), '');
    assert.deepEqual('known' in answer && answer.known, vulnerabilities);
  });

  it('is no report of nothing where the registry does not answer', () => {
    const said =
      'npm warn audit 405 Method Not Allowed - POST https://registry.example/-/npm/v1/security/advisories/bulk\n';
    const refused = JSON.stringify({ message: 'Method Not Allowed', error: {} });
    for (const out of [refused, '', 'null', '{}'])
      assert.deepEqual(readAudit(out, said), {
        unanswered: 'audit 405 Method Not Allowed - POST the registry',
      });
    assert.deepEqual(readAudit('', ''), { unanswered: 'it gave no report' });
  });
});
