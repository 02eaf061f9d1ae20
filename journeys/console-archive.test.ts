/** The archive at the console: a case is found, held, released and taken along; without a browser. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { eventually } from '../shared-services/kit/test-support/samples.ts';
import { type ConsoleConstellation, startConsole } from './support/console.ts';
import { expressFiling } from './support/filings.ts';
import { createVisitor, type Visitor } from './support/visitor.ts';

describe('the archive at the operators’ console', function () {
  this.timeout(300_000);
  let constellation: ConsoleConstellation;
  let visitor: Visitor;
  const at = (path: string) => `${constellation.console}${path}`;

  before(async () => {
    constellation = await startConsole();
    visitor = createVisitor(readFileSync(constellation.trustAnchorPath, 'utf8'));
    const form = await visitor.open(at('/sign-in?to=%2Fconsole%2Farchive'));
    const action = /<form method="post" action="([^"]+)"/.exec(form.text)?.[1] ?? '';
    const password = await constellation.passwordOf('invented-operator');
    const seen = await visitor.submit(form, action, { username: 'invented-operator', password });
    assert.match(seen.text, /<h1 class="title">Archive<\/h1>/);
  });
  after(async () => {
    await visitor?.close();
    await constellation?.remove();
  });

  /** As if it had been decided on last year. */
  const filedLastYear = async (): Promise<string> => {
    const agent = await constellation.client('invented-customs-agents');
    const { status, body } = await agent.post('/rest/v1/entry/filings/F32', expressFiling());
    assert.equal(status, 201, JSON.stringify(body));
    await agent.close();
    const client = new pg.Client({ connectionString: constellation.world.adminUrl });
    await client.connect();
    const text = `update portorium_entry.filing set state = 'assessmentComplete', registered_at = now() - interval '1 year',
      changed_at = now() - interval '1 year' where mrn = $1`;
    await client.query(text, [body.MRN]).finally(() => client.end());
    return body.MRN;
  };

  it('finds a case by its MRN, holds it with a reason, lifts the hold, and gives its package', async () => {
    const MRN = await filedLastYear();
    let path = '';
    await eventually(
      `${MRN} is archived`,
      async () => {
        const { text } = await visitor.ask(at(`/archive?MRN=${MRN}`));
        path = /href="\/console(\/archive\/[0-9a-f-]{36})"/.exec(text)?.[1] ?? '';
        return path !== '';
      },
      200_000,
    );
    const shown = await visitor.ask(at(path));
    assert.ok(shown.text.includes(`<h1 class="title">${MRN}</h1>`));
    const hold = `/console${path}/holdPackage`;
    const without = await visitor.submit(shown, hold);
    assert.equal(without.status, 422);
    assert.match(without.text, /There is something to mend/);
    const held = await visitor.submit(shown, hold, { reason: 'A court has asked for it.' });
    assert.match(held.text, /The package is on hold/);
    assert.match(held.text, /A court has asked for it\./);
    const lifted = await visitor.ask(at(`${path}/liftHold`), {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        origin: new URL(at('')).origin,
        'sec-fetch-site': 'same-origin',
      },
      body: new URLSearchParams({
        formToken: /name="formToken" value="([^"]+)"/.exec(held.text)?.[1] ?? '',
        formId: /id="main"[\s\S]*name="formId" value="([^"]+)"/.exec(held.text)?.[1] ?? '',
        reason: 'The court has no more need of it.',
      }).toString(),
    });
    assert.equal(lifted.status, 303);
    assert.match((await visitor.ask(at(path))).text, /The court has no more need of it\./);
    const file = await visitor.ask(at(`${path}/file`));
    assert.equal(file.status, 200);
    assert.match(String(file.headers['content-disposition']), /attachment; filename="[^"]+\.tar"/);
    assert.match(file.text, /METS\.xml/);
  });
});
