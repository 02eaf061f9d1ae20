/** The console over the wire, on the whole platform: who sees what, and what changes by itself. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { Agent, request as ask } from 'undici';
import { admits, operationsOf } from '../reference-architecture/contract/language.ts';
import { pages } from '../shared-services/console/pages.ts';
import { type ConsoleConstellation, startConsole } from './support/console.ts';
import { createVisitor, fieldsOf, type Seen, type Visitor } from './support/visitor.ts';

const roles = ['operator', 'support', 'security-officer', 'auditor', 'service-owner'] as const;

const codeIn = ({ text }: Seen): string | undefined => /<code>([A-Z_]{5,})<\/code>/.exec(text)?.[1];

describe('the operators’ console over the wire', function () {
  this.timeout(120_000);
  let constellation: ConsoleConstellation;
  const visitors = new Map<string, Visitor>();
  const at = (path: string) => `${constellation.console}${path}`;
  const trustAnchor = () => readFileSync(constellation.trustAnchorPath, 'utf8');

  const signIn = async (person: string): Promise<Visitor> => {
    const visitor = createVisitor(trustAnchor());
    const form = await visitor.open(at('/sign-in?to=%2Fconsole%2Falerts%3Fstate%3Dfiring'));
    const action = /<form method="post" action="([^"]+)"/.exec(form.text)?.[1] ?? '';
    const password = await constellation.passwordOf(person);
    const seen = await visitor.submit(form, action, { username: person, password });
    assert.match(seen.text, /<h1 class="title">Alerts<\/h1>/, 'the page that was asked for before the sign-in');
    return visitor;
  };
  /** Once for each role. */
  const of = async (role: string): Promise<Visitor> => {
    const visitor = visitors.get(role) ?? (await signIn(`invented-${role}`));
    visitors.set(role, visitor);
    return visitor;
  };
  const operations = () =>
    new Map(constellation.world.found.flatMap(({ contract }) => operationsOf(contract)).map((one) => [one.id, one]));
  const may = (role: string, ids: readonly string[]) =>
    ids.every((id) => {
      const placed = operations().get(id);
      assert.ok(placed !== undefined, `${id} is in no contract`);
      return admits(placed.operation.audience, 'administrators', [role]);
    });

  const looksRecorded = async (party: string): Promise<number> => {
    const client = new pg.Client({ connectionString: constellation.world.databases.get('audit') });
    await client.connect();
    const text = `select count(*)::integer as looks from record where event = 'monitoring.traffic.consult' and party = $1`;
    const { rows } = await client.query<{ looks: number }>(text, [party]).finally(() => client.end());
    return rows[0]?.looks ?? 0;
  };

  before(async () => {
    constellation = await startConsole();
  });
  after(async () => {
    await Promise.all([...visitors.values()].map((visitor) => visitor.close()));
    await constellation?.remove();
  });

  it('names for each page operations that there are, and queries alone', () => {
    for (const { path, shows, may: more = [], forms = {} } of pages) {
      assert.ok(shows.length > 0, path);
      for (const id of [...shows, ...more])
        assert.equal(operations().get(id)?.operation.effect, 'query', `${path}: ${id}`);
      for (const id of Object.keys(forms))
        assert.equal(operations().get(id)?.operation.effect, 'command', `${path}: ${id}`);
    }
  });

  for (const role of roles) {
    it(`shows to ${role} the pages whose operations the contracts open, in the navigation and by address, and no others`, async () => {
      const visitor = await of(role);
      const home = await visitor.ask(at(''));
      for (const { path, link, shows } of pages.filter((one) => !one.path.includes(':'))) {
        const seen = await visitor.ask(at(path === '/' ? '' : path));
        const open = may(role, shows);
        assert.deepEqual([path, seen.status], [path, open ? 200 : 403], codeIn(seen));
        if (link !== undefined && path !== '/')
          assert.equal(home.text.includes(`href="/console${path}"`), open, `the link to ${path}`);
      }
    });

    it(`lets ${role} send the forms that the contracts open, and no others`, async () => {
      const visitor = await of(role);
      const { formToken } = fieldsOf(await visitor.ask(at('')), '/console/sign-out');
      for (const { path, forms = {} } of pages)
        for (const id of Object.keys(forms)) {
          if (may(role, [id])) continue;
          const action = at(`${path.replace(/:\w+/, 'unknown')}/${id.split('.')[1]}`);
          const seen = await visitor.ask(action, {
            method: 'POST',
            headers: {
              'content-type': 'application/x-www-form-urlencoded',
              origin: new URL(action).origin,
              'sec-fetch-site': 'same-origin',
            },
            body: new URLSearchParams({ formToken: formToken ?? '', messageId: 'one' }).toString(),
          });
          assert.equal(codeIn(seen), 'CALLER_NOT_ADMITTED', `${id} as ${role}`);
        }
    });
  }

  it('takes no form that did not come from its own pages', async () => {
    const visitor = await of('operator');
    const seen = await visitor.ask(at('/dead-letters/replayDeadLetters'), {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://elsewhere.example' },
      body: 'messageId=one',
    });
    assert.equal(codeIn(seen), 'FORM_NOT_OURS');
  });

  it('has operators put lost messages back, or close them with a reason, and auditors look', async () => {
    const client = new pg.Client({ connectionString: constellation.world.databases.get('entry') });
    await client.connect();
    const lose = (id: number) =>
      client.query(
        `insert into dead_letter (id, name, subscriber, ordering_key, priority, message_id, conversation_id, traceparent, content, attempts, sent_at, last_error)
         values ($1, 'entry.invented', 'nobody', '26BE0LOST', 1, 'm', 'lost-conversation', 't', '{"name":"Peeters"}', 20, now(), 'column is gone')`,
        [id],
      );
    const visitor = await of('operator');
    const path = '/lost-messages?subscriber=nobody';
    const send = async (form: string, fields: Record<string, string>) => {
      const { formToken = '' } = fieldsOf(await visitor.ask(at(path)), '/console/sign-out');
      return visitor.ask(at(`/lost-messages/${form}`), {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          origin: new URL(at('')).origin,
          'sec-fetch-site': 'same-origin',
        },
        body: new URLSearchParams({ formToken, ...fields }).toString(),
      });
    };
    try {
      for (const id of [900_001, 900_002]) await lose(id);
      for (const seen of [await visitor.ask(at(path)), await (await of('auditor')).ask(at(path))]) {
        assert.match(seen.text, /26BE0LOST/);
        assert.match(seen.text, /column is gone/);
        assert.doesNotMatch(seen.text, /Peeters/);
      }
      assert.doesNotMatch((await (await of('auditor')).ask(at(path))).text, /Put them back/);
      assert.equal((await send('replayLostMessages', {})).status, 422, 'none was chosen');
      assert.equal((await send('closeLostMessages', { lostMessageId: 'entry:900001', reason: '' })).status, 422);
      const closed = await send('closeLostMessages', { lostMessageId: 'entry:900001', reason: 'By telephone.' });
      assert.equal(closed.status, 303);
      assert.match((await visitor.ask(at(`${path}&closed=yes`))).text, /By telephone\./);
      assert.equal((await send('replayLostMessages', { lostMessageId: 'entry:900002' })).status, 303);
      await lose(900_003);
      assert.match((await visitor.ask(at(`${path}&component=entry`))).text, /Put back all from entry to nobody/);
      const all = { component: 'entry', subscriber: 'nobody', all: 'yes' };
      assert.equal((await send('replayLostMessages', all)).status, 303);
      const { rows } = await client.query('select id, replays from outbox where id >= 900001 order by id');
      assert.deepEqual(rows, [
        { id: '900002', replays: 1 },
        { id: '900003', replays: 1 },
      ]);
    } finally {
      await client.query('delete from outbox where id >= 900001');
      await client.query('delete from dead_letter where id >= 900001');
      await client.end();
    }
  });

  it('keeps what somebody chose of light and dark, of its own forms alone, and leads nowhere else', async () => {
    const visitor = await of('operator');
    const choose = (headers: Record<string, string>, to: string) =>
      visitor.ask(at('/look'), {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body: new URLSearchParams({ look: 'dark', to }).toString(),
      });
    const own = { origin: new URL(at('')).origin, 'sec-fetch-site': 'same-origin' };
    const chosen = await choose(own, '/console/alerts?state=firing');
    assert.deepEqual([chosen.status, chosen.headers['location']], [303, '/console/alerts?state=firing']);
    assert.match((await visitor.ask(at('/alerts'))).text, /<html lang="en-GB" data-look="dark">/);
    assert.equal((await choose(own, 'https://elsewhere.example/')).headers['location'], '/console');
    assert.equal(codeIn(await choose({ origin: 'https://elsewhere.example' }, '/console')), 'FORM_NOT_OURS');
  });

  it('shows nothing to a trader, whose token is of another circle', async () => {
    const visitor = createVisitor(trustAnchor());
    const form = await visitor.open(at('/sign-in'));
    const action = /<form method="post" action="([^"]+)"/.exec(form.text)?.[1] ?? '';
    const person = 'invented-post-clerk';
    const seen = await visitor.submit(form, action, {
      username: person,
      password: await constellation.passwordOf(person),
    });
    assert.equal(codeIn(seen), 'CALLER_NOT_ADMITTED');
    await visitor.close();
  });

  it('runs scripts of its own files alone, and says so to the browser', async () => {
    const { headers } = await (await of('operator')).ask(at(''));
    const policy = String(headers['content-security-policy']);
    for (const part of [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "require-trusted-types-for 'script'",
    ])
      assert.ok(policy.includes(part), policy);
    assert.doesNotMatch(policy, /unsafe/);
  });

  it('sorts, searches and gives tables as CSV, by their address', async () => {
    const visitor = await of('operator');
    const sorted = await visitor.ask(at('/services?sort=-service'));
    assert.match(sorted.text, /aria-sort="descending"/);
    const csv = await visitor.ask(at('/services?q=filing&format=csv'));
    assert.match(String(csv.headers['content-type']), /^text\/csv/);
    assert.match(String(csv.headers['content-disposition']), /attachment; filename="services\.csv"/);
    const lines = csv.text.trimEnd().split('\r\n');
    assert.match(lines[0] ?? '', /^Service,State,Class/);
    const none = await visitor.ask(at('/services?q=no-such-service'));
    assert.match(none.text, /Nothing is like that/);
  });

  it('tells what changes as server-sent events, sends a browser that comes back nothing that it has, and ends with the session', async () => {
    const visitor = await signIn('invented-second-operator');
    const dispatcher = new Agent({ connect: { ca: trustAnchor() } });
    const cookie = [...visitor.cookies].map(([name, value]) => `${name.split(' ')[1]}=${value}`).join('; ');
    const listen = async (headers: Record<string, string>, until: RegExp, atFirst?: () => Promise<unknown>) => {
      const {
        statusCode,
        headers: answered,
        body,
      } = await ask(at('/live/'), { dispatcher, headers: { cookie, ...headers } });
      assert.equal(statusCode, 200);
      assert.match(String(answered['content-type']), /^text\/event-stream/);
      let [text, told] = ['', false];
      for await (const chunk of body) {
        text += String(chunk);
        if (until.test(text)) break;
        if (!told && text.includes('event: seen')) await atFirst?.();
        told ||= text.includes('event: seen');
      }
      body.destroy();
      return text;
    };
    const first = await listen({}, /event: seen/);
    assert.match(first, /retry: 3000/);
    assert.match(first, /event: part\ndata: \{"name":"now","version":"[0-9a-f]{12}","html":/);
    const ids = [...first.matchAll(/^id: (.+)$/gm)].map(([, id = '']) => id);
    const tables = /tables=[0-9a-f]{12}/.exec(ids.at(-1) ?? '')?.[0] ?? '';
    assert.notEqual(tables, '');
    const again = await listen({ 'last-event-id': ids.at(-1) ?? '' }, /event: seen/);
    if (again.includes('"name":"tables"'))
      assert.ok(!again.includes(tables.slice(7)), 'what is sent again has changed');
    const before = await looksRecorded('invented-second-operator');
    await listen({}, /event: seen[\s\S]*event: seen/);
    const recorded = (await looksRecorded('invented-second-operator')) - before;
    assert.equal(recorded, 1, 'of figures of the platform the first look of a stream is on the audit log');
    const home = await visitor.ask(at(''));
    const heard = await listen({}, /event: over/, () => visitor.submit(home, '/console/sign-out'));
    assert.match(heard, /event: over\ndata: \{"title":"You were signed out/);
    const refused = await visitor.ask(at('/live/'));
    assert.equal(refused.status, 401);
    await Promise.all([visitor.close(), dispatcher.close()]);
  });
});
