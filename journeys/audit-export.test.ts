/** The audit log of a platform that runs, exported and verified by the commands, as an auditor would. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { eventually } from '../shared-services/kit/test-support/samples.ts';
import { root } from '../start/root.ts';
import { type Constellation, startConstellation } from './support/constellation.ts';
import { expressFiling } from './support/filings.ts';

describe('the audit log of a platform that runs', function () {
  this.timeout(120_000);
  let constellation: Constellation;
  before(async () => {
    constellation = await startConstellation();
  });
  after(() => constellation.remove());

  const portorium = (...given: string[]) => {
    const environment = { ...process.env, PORTORIUM_DATA: constellation.dataDirectory };
    const { status, stdout, stderr } = spawnSync(join(root, 'start/portorium.mjs'), given, {
      encoding: 'utf8',
      env: environment,
    });
    return { status, said: `${stdout}${stderr}` };
  };

  it('is exported from its folder, and proven by the file and the published key', async () => {
    const trader = await constellation.client('invented-customs-agents');
    assert.equal((await trader.post('/rest/v1/entry/filings/F32', expressFiling())).status, 201);
    await trader.close();
    const auditor = await constellation.client('invented-audit-office', constellation.addresses['Shared services']);
    await eventually('sealed', async () => (await auditor.get('/rest/v1/audit/chain')).body.records > 0);
    await auditor.close();
    const file = join(constellation.dataDirectory, 'audit.ndjson');
    const exported = portorium('audit', 'export', '--into', file);
    assert.equal(exported.status, 0, exported.said);
    const verified = portorium('audit', 'verify', file);
    assert.equal(verified.status, 0, verified.said);
  });
});
