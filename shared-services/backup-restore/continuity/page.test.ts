import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { lastLine, passed } from './drill-record.ts';
import { pageFile, readDrill } from './files.ts';
import { continuityPage } from './page.ts';

describe('the page of the continuity plan', () => {
  it('is what the kept drill says, and was not changed by hand', async () => {
    const kept = await readDrill();
    assert.ok(kept !== undefined);
    assert.equal(await readFile(pageFile, 'utf8'), continuityPage(kept), 'npm run continuity');
  });

  it('is made of a drill that lost nothing', async () => {
    const kept = await readDrill();
    assert.ok(kept !== undefined && passed(kept), JSON.stringify(kept));
    assert.match(lastLine(kept), /^drill rpoSeconds=0 rtoSeconds=\d+(\.\d+)? lost=0 auditConsistent=true$/);
  });

  it('says so when something was lost', async () => {
    const kept = await readDrill();
    assert.ok(kept !== undefined);
    const failed = { ...kept, lost: 3, rpoSeconds: 0.4 };
    assert.equal(passed(failed), false);
    assert.match(continuityPage(failed), /\*\*failed\*\*/);
  });
});
