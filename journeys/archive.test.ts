/** A filing, from its acceptance to the archive and out again: each platform in a process of its own. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { verifyPackage } from '../shared-services/archiving/package/verify.ts';
import { eventually } from '../shared-services/kit/test-support/samples.ts';
import type { Trader } from '../start/demo/trader.ts';
import { type Constellation, startConstellation } from './support/constellation.ts';
import { expressFiling } from './support/filings.ts';

describe('a filing that is closed', function () {
  this.timeout(180_000);
  let constellation: Constellation;
  let agent: Trader & { close(): Promise<void> };
  let auditor: Trader & { close(): Promise<void> };
  before(async () => {
    constellation = await startConstellation({ split: true });
    agent = await constellation.client('invented-customs-agents');
    auditor = await constellation.client('invented-audit-office', constellation.addresses['Shared services']);
  });
  after(async () => {
    await Promise.all([agent?.close(), auditor?.close()]);
    await constellation?.remove();
  });

  /** As if it had been decided on last year. */
  const age = async (MRN: string): Promise<void> => {
    const client = new pg.Client({ connectionString: constellation.world.adminUrl });
    await client.connect();
    await client.query(
      `update portorium_entry.filing set state = 'assessmentComplete', registered_at = now() - interval '1 year',
         changed_at = now() - interval '1 year' where mrn = $1`,
      [MRN],
    );
    await client.end();
  };

  it('goes to the archive, is given out with its proofs, and its trader still learns where it stands', async () => {
    const filed = await agent.post('/rest/v1/entry/filings/F32', expressFiling(), randomUUID());
    assert.equal(filed.status, 201, JSON.stringify(filed.body));
    const { MRN } = filed.body;
    const ask = (path: string) => auditor.get(`/rest/v1/archive${path}`);
    await age(MRN);
    let packageId: string | undefined;
    await eventually(
      `${MRN} is archived`,
      async () => {
        const found = await ask(`/packages?MRN=${MRN}`);
        assert.equal(found.status, 200, JSON.stringify(found.body));
        packageId = found.body.package?.[0]?.packageId;
        return packageId !== undefined;
      },
      120_000,
    );
    const given = await ask(`/packages/${packageId}/file`);
    assert.equal(given.status, 200, JSON.stringify(given.body).slice(0, 500));
    const { faults, records } = await verifyPackage(Buffer.from(given.body.content, 'base64'));
    assert.deepEqual(faults, []);
    assert.ok(records >= 1);
    const told = await agent.get(`/rest/v1/entry/filings/${MRN}`);
    assert.deepEqual([told.status, told.body.state], [200, 'assessmentComplete']);
  });
});
