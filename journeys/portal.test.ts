/** The portal over the wire, on the whole platform: what no browser would send, and what none may be told. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type PortalConstellation, startPortal } from './support/portal.ts';
import { createVisitor, fieldsOf, type Seen, type Visitor } from './support/visitor.ts';

const session = '__Host-portorium-session';

const codeIn = ({ text }: Seen): string | undefined => /<code>([A-Z_]{5,})<\/code>/.exec(text)?.[1];
const header = ({ headers }: Seen, name: string): string => String(headers[name] ?? '');

describe('the portal over the wire', function () {
  this.timeout(60_000);
  let constellation: PortalConstellation;
  const visitors: Visitor[] = [];
  const at = (path: string) => `${constellation.portal}${path}`;
  const host = () => new URL(constellation.portal).host;

  const newVisitor = (): Visitor => {
    const visitor = createVisitor(readFileSync(constellation.trustAnchorPath, 'utf8'));
    visitors.push(visitor);
    return visitor;
  };
  /** To the sign-in form of UUM&DS, and through it. */
  const signIn = async (visitor: Visitor, person: string, to = '/portal'): Promise<Seen> => {
    const form = await visitor.open(at(`/sign-in?to=${encodeURIComponent(to)}`));
    const action = /<form method="post" action="([^"]+)"/.exec(form.text)?.[1] ?? '';
    return visitor.submit(form, action, { username: person, password: await constellation.passwordOf(person) });
  };
  const signedIn = async (person: string): Promise<Visitor> => {
    const visitor = newVisitor();
    assert.match((await signIn(visitor, person)).text, /What waits for you/);
    return visitor;
  };
  const idOf = (visitor: Visitor) => visitor.cookies.get(`${host()} ${session}`) ?? '';
  const signOutFields = async (visitor: Visitor) => fieldsOf(await visitor.ask(at('')), '/portal/sign-out');

  before(async () => {
    constellation = await startPortal();
  });
  after(async () => {
    await Promise.all(visitors.map((visitor) => visitor.close()));
    await constellation?.remove();
  });

  describe('the session', () => {
    it('is an opaque id in a cookie that only this host gets, by TLS alone, and no script', async () => {
      const visitor = await signedIn('invented-post-administrator');
      const line = visitor.set.find((one) => one.startsWith(`${session}=`)) ?? '';
      assert.match(line, /^__Host-portorium-session=[A-Za-z0-9_-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax$/);
    });

    it('gives the browser no token, in any cookie or page', async () => {
      const visitor = newVisitor();
      const pages = [await signIn(visitor, 'invented-post-administrator'), await visitor.ask(at('/mandates'))];
      const ours = visitor.set.filter((line) => line.startsWith('__Host-'));
      assert.ok(ours.length >= 3);
      assert.doesNotMatch([...ours, ...pages.map(({ text }) => text)].join('\n'), /eyJ[A-Za-z0-9_-]{10}/);
    });

    it('has a new id after each sign-in: one that was planted before opens nothing (fixation)', async () => {
      const visitor = newVisitor();
      const planted = 'A'.repeat(43);
      visitor.cookies.set(`${host()} ${session}`, planted);
      await signIn(visitor, 'invented-post-administrator');
      const first = idOf(visitor);
      assert.ok(first !== '' && first !== planted);
      await signIn(visitor, 'invented-post-administrator');
      assert.notEqual(idOf(visitor), first);
      const old = newVisitor();
      old.cookies.set(`${host()} ${session}`, first);
      assert.equal(codeIn(await old.ask(at('/mandates'))), 'SESSION_EXPIRED', 'the session from before has ended');
    });

    it('ends at the sign-out, here and at the union sign-in', async () => {
      const visitor = await signedIn('invented-post-administrator');
      const id = idOf(visitor);
      const asked = await visitor.submit(await visitor.ask(at('')), '/portal/sign-out');
      assert.match(asked.text, /Sign out/);
      assert.ok(asked.url.startsWith(constellation.issuer), asked.url);
      assert.equal(idOf(visitor), '');
      visitor.cookies.set(`${host()} ${session}`, id);
      assert.equal((await visitor.ask(at('/mandates'))).status, 401);
    });

    it('is not there without a sign-in, for any page', async () => {
      for (const path of ['/mandates', '/mailbox', '/api-clients', '/seals', '/mandates/new']) {
        const seen = await newVisitor().ask(at(path));
        assert.deepEqual([seen.status, codeIn(seen)], [401, 'SESSION_MISSING'], path);
      }
    });
  });

  describe('the sign-in', () => {
    const wayBack = async (visitor: Visitor): Promise<{ state: string; location: string }> => {
      const { headers } = await visitor.ask(at('/sign-in'));
      const location = String(headers['location']);
      return { state: new URL(location).searchParams.get('state') ?? '', location };
    };

    it('asks with PKCE, state and nonce', async () => {
      const { location } = await wayBack(newVisitor());
      const query = new URL(location).searchParams;
      assert.equal(query.get('code_challenge_method'), 'S256');
      for (const name of ['state', 'nonce', 'code_challenge']) assert.ok((query.get(name) ?? '').length >= 43, name);
    });

    it('takes the way back of the browser that began it, and of no other', async () => {
      const [victim, attacker] = [newVisitor(), newVisitor()];
      const { state } = await wayBack(attacker);
      await wayBack(victim);
      const back = at(`/signed-in?code=abc&state=${state}&iss=${encodeURIComponent(constellation.issuer)}`);
      assert.equal(codeIn(await victim.ask(back)), 'SIGN_IN_FAILED', 'a state of another browser');
      assert.equal(codeIn(await newVisitor().ask(back)), 'SIGN_IN_FAILED', 'nothing was begun');
      assert.equal(idOf(victim), '');
    });

    it('takes each way back once', async () => {
      const visitor = newVisitor();
      const { state } = await wayBack(visitor);
      const cookie = [...visitor.cookies];
      const back = at(`/signed-in?error=access_denied&state=${state}&iss=${encodeURIComponent(constellation.issuer)}`);
      assert.equal(codeIn(await visitor.ask(back)), 'SIGN_IN_FAILED');
      for (const [name, value] of cookie) visitor.cookies.set(name, value);
      assert.equal(codeIn(await visitor.ask(back)), 'SIGN_IN_FAILED');
    });

    it('leads to no other site afterwards', async () => {
      for (const to of ['https://elsewhere.example/', '//elsewhere.example', '/portal/../rest', '/portal\\elsewhere'])
        assert.equal((await signIn(newVisitor(), 'invented-post-administrator', to)).url, at(''), to);
      const wanted = await signIn(newVisitor(), 'invented-post-administrator', '/portal/mandates?role=mandator');
      assert.equal(wanted.url, at('/mandates?role=mandator'));
    });

    it('lets nobody in who is no economic operator', async () => {
      const visitor = newVisitor();
      assert.equal(codeIn(await signIn(visitor, 'invented-operator')), 'CALLER_NOT_ADMITTED');
      assert.equal(idOf(visitor), '');
    });
  });

  describe('a form', () => {
    const form = 'application/x-www-form-urlencoded';
    let visitor: Visitor;
    let fields: Record<string, string>;
    const send = (more: Record<string, string>, headers: Record<string, string>) =>
      visitor.ask(at('/sign-out'), {
        method: 'POST',
        headers: { 'content-type': form, ...headers },
        body: new URLSearchParams(more).toString(),
      });
    const own = () => ({ origin: new URL(constellation.portal).origin, 'sec-fetch-site': 'same-origin' });

    before(async () => {
      visitor = await signedIn('invented-post-administrator');
      fields = await signOutFields(visitor);
    });

    for (const [what, headers] of [
      ['of another site', { 'sec-fetch-site': 'cross-site', origin: 'https://elsewhere.example' }],
      ['of a neighbour', { 'sec-fetch-site': 'same-site', origin: 'https://other.localhost' }],
      ['of a page that hides where it is', { origin: 'null' }],
      ['of another port', { origin: 'https://localhost:1' }],
      ['that does not say where it comes from', {}],
    ] as const) {
      it(`${what} changes nothing, even with the right token`, async () => {
        const seen = await send(fields, headers);
        assert.deepEqual([seen.status, codeIn(seen)], [403, 'FORM_NOT_OURS']);
        assert.equal((await visitor.ask(at('/mandates'))).status, 200, 'still signed in');
      });
    }

    it('without its token, with a wrong one or that of another session changes nothing', async () => {
      const { formToken: _, ...without } = fields;
      const other = await signOutFields(await signedIn('invented-post-administrator'));
      for (const tried of [without, { ...fields, formToken: 'wrong' }, other]) {
        const seen = await send(tried, own());
        assert.deepEqual([seen.status, codeIn(seen)], [403, 'FORM_NOT_OURS']);
      }
      assert.equal((await visitor.ask(at('/mandates'))).status, 200, 'still signed in');
    });

    it('sent under another name of the host is refused; a page is asked for again under the right one', async () => {
      const { port } = new URL(constellation.portal);
      const page = await visitor.ask(`https://127.0.0.1:${port}/portal/mandates`);
      assert.deepEqual([page.status, page.headers['location']], [307, at('/mandates')]);
      const seen = await visitor.ask(`https://127.0.0.1:${port}/portal/sign-out`, { method: 'POST', headers: own() });
      assert.equal(codeIn(seen), 'FORM_NOT_OURS');
    });

    it('of any other kind, or too large, is not read', async () => {
      const json = await visitor.ask(at('/sign-out'), {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...own() },
        body: '{}',
      });
      assert.deepEqual([json.status, codeIn(json)], [415, 'MESSAGE_TYPE_UNSUPPORTED']);
      const large = await send({ ...fields, more: 'x'.repeat(300_000) }, own());
      assert.deepEqual([large.status, codeIn(large)], [413, 'MESSAGE_TOO_LARGE']);
    });
  });

  describe('what a session may see and do', () => {
    const proposal = (reference: string): [string, string][] => [
      ['mandatary', 'DE000000000000002'],
      ['kind', 'directRepresentation'],
      ['profile', 'representative'],
      ['scope', 'entry'],
      ['reference', reference],
    ];
    const propose = async (visitor: Visitor, reference: string, given?: Record<string, string>) => {
      const { formToken = '', formId = '' } =
        given ?? fieldsOf(await visitor.ask(at('/mandates/new')), '/portal/mandates/new');
      return visitor.ask(at('/mandates/new'), {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          origin: new URL(constellation.portal).origin,
        },
        body: new URLSearchParams([...proposal(reference), ['formToken', formToken], ['formId', formId]]).toString(),
      });
    };

    it('are the mandates of its own operator alone', async () => {
      const giver = await signedIn('invented-post-administrator');
      const address = new URL(String((await propose(giver, 'SEEN-BY-TWO')).headers['location']), giver ? at('') : '')
        .href;
      assert.equal((await giver.ask(address)).status, 200);
      assert.equal((await (await signedIn('invented-customs-agents-administrator')).ask(address)).status, 200);
      const stranger = await signedIn('invented-air-express-administrator');
      const seen = await stranger.ask(address);
      assert.deepEqual([seen.status, codeIn(seen)], [404, 'MANDATE_UNKNOWN']);
      assert.doesNotMatch((await stranger.ask(at('/mandates'))).text, /SEEN-BY-TWO/);
      for (const word of ['accept', 'revoke']) assert.equal((await stranger.ask(`${address}/${word}`)).status, 404);
    });

    it('is done once, however often the form is sent', async () => {
      const giver = await signedIn('invented-post-administrator');
      const fields = fieldsOf(await giver.ask(at('/mandates/new')), '/portal/mandates/new');
      const sent = await Promise.all([1, 2, 3].map(() => propose(giver, 'SENT-THRICE', fields)));
      assert.deepEqual(new Set(sent.map(({ status }) => status)), new Set([303]));
      assert.equal(new Set(sent.map(({ headers }) => headers['location'])).size, 1);
    });

    it('is what the contracts grant: who may file gives no mandates', async () => {
      const clerk = await signedIn('invented-post-clerk');
      const list = await clerk.ask(at('/mandates'));
      assert.equal(list.status, 200);
      assert.doesNotMatch(list.text, /Give a mandate/);
      const { formToken = '' } = await signOutFields(clerk);
      const seen = await propose(clerk, 'BY-A-CLERK', { formToken, formId: 'x' });
      assert.deepEqual([seen.status, codeIn(seen)], [403, 'CALLER_NOT_ADMITTED']);
      for (const path of ['/mandates/new', '/api-clients/new', '/seals/new'])
        assert.equal(codeIn(await clerk.ask(at(path))), 'CALLER_NOT_ADMITTED', path);
    });

    it('is on the audit chain, as a page', async () => {
      const operator = await constellation.client('invented-operations', constellation.addresses['Shared services']);
      const giver = await signedIn('invented-post-administrator');
      const seen = await propose(giver, 'ON-THE-CHAIN');
      const trail = await operator.get(`/rest/v1/audit/conversations/${header(seen, 'conversation-id')}`);
      await operator.close();
      assert.match(JSON.stringify(trail.body), /"event":"mandates.mandate.propose"[^}]*"protocol":"page"/);
    });

    it('is proved by a receipt, to who did it alone', async () => {
      const giver = await signedIn('invented-post-administrator');
      const fields = fieldsOf(await giver.ask(at('/mandates/new')), '/portal/mandates/new');
      assert.equal((await propose(giver, 'WITH-A-RECEIPT', fields)).status, 303);
      const path = `/receipts?messageId=${fields['formId']}`;
      const found = await giver.ask(at(path));
      assert.equal(found.status, 200);
      assert.match(found.text, /mandates\.grantMandate[\s\S]*<pre[^>]*>eyJ[\w-]+\.[\w-]+\.[\w-]+<\/pre>/);
      const stranger = await signedIn('invented-air-express-administrator');
      assert.equal((await stranger.ask(at(path))).status, 404);
    });

    it('leads to the receipt of what was done, and warns of another mandate before one is revoked', async () => {
      const giver = await signedIn('invented-post-administrator');
      const taker = await signedIn('invented-customs-agents-administrator');
      const agreed = async (reference: string): Promise<string> => {
        const address = new URL(String((await propose(giver, reference)).headers['location']), at('')).href;
        const asked = await taker.ask(`${address}/accept`);
        await taker.submit(asked, new URL(`${address}/accept`).pathname);
        return address;
      };
      const first = await agreed('ONE-OF-TWO');
      const seen = await giver.ask(first);
      const receipt = /href="(\/portal\/receipts\?messageId=[^"]+)"/.exec(seen.text)?.[1] ?? '';
      assert.match((await giver.ask(new URL(receipt, first).href)).text, /mandates\.grantMandate/);
      assert.doesNotMatch((await giver.ask(`${first}/revoke`)).text, /stays in force/);
      await agreed('TWO-OF-TWO');
      assert.match((await giver.ask(`${first}/revoke`)).text, /stays in force[\s\S]*TWO-OF-TWO/);
      const found = await giver.ask(at('/mandates?counterparty=de%20000000000000002&state=inForce'));
      assert.match(found.text, /ONE-OF-TWO/);
      assert.doesNotMatch((await giver.ask(at('/mandates?counterparty=BE0000000001'))).text, /ONE-OF-TWO/);
    });

    it('is not searched for by what is no EORI and no day: the page says so at the field, and lists nothing', async () => {
      const giver = await signedIn('invented-post-administrator');
      for (const [field, value] of [
        ['counterparty', 'DE 12/3'],
        ['endsBy', '2026-02-31'],
      ] as const) {
        const page = await giver.ask(at(`/mandates?${field}=${encodeURIComponent(value)}`));
        assert.equal(page.status, 422, field);
        assert.match(page.text, new RegExp(`href="#${field}"[\\s\\S]*id="${field}-fault"[\\s\\S]*value="${value}"`));
        assert.doesNotMatch(page.text, /Mandates, the newest first/);
      }
    });

    it('shows what would turn a text around, instead of turning it', async () => {
      const giver = await signedIn('invented-post-administrator');
      const address = new URL(String((await propose(giver, 'TURNED')).headers['location']), at('')).href;
      const path = `${new URL(address).pathname}/revoke`;
      const asked = await giver.ask(`${address}/revoke`);
      const done = await giver.submit(asked, path, { reason: 'until \u202e7202' });
      assert.match(done.text, /<bdi>until \[U\+202E\]7202<\/bdi>/);
    });

    it('is escaped, whatever was entered', async () => {
      const giver = await signedIn('invented-post-administrator');
      const seen = await propose(giver, '"><script>alert(1)</script>');
      assert.doesNotMatch(seen.text, /<script/);
    });
  });

  it('no page has a script, a style of its own, or anything from elsewhere; each says so to the browser', async () => {
    const visitor = await signedIn('invented-post-administrator');
    const found = new Set([at('')]);
    for (const url of found) {
      const page = await visitor.ask(url);
      const policy = header(page, 'content-security-policy');
      assert.match(
        policy,
        /^default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' http[^;]+; frame-ancestors 'none'; base-uri 'none'$/,
        url,
      );
      assert.doesNotMatch(policy, /unsafe|script-src/);
      assert.equal(header(page, 'cache-control'), 'no-store', url);
      assert.equal(header(page, 'x-content-type-options'), 'nosniff');
      assert.equal(header(page, 'referrer-policy'), 'same-origin');
      assert.match(header(page, 'strict-transport-security'), /max-age=/);
      const ids = [...page.text.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
      assert.equal(new Set(ids).size, ids.length, `${url} has an id twice: ${ids.join(' ')}`);
      assert.doesNotMatch(page.text, /<script|<style|\sstyle=|\son[a-z]+=|javascript:|src="http/i, url);
      for (const [, href = ''] of page.text.matchAll(/<a [^>]*href="([^"#]+)"/g)) {
        const link = new URL(href.replaceAll('&amp;', '&'), url);
        if (link.pathname.startsWith('/portal') && !link.pathname.endsWith('/sign-in')) found.add(link.href);
      }
    }
    assert.ok(found.size >= 10, [...found].join(' '));
    for (const path of ['/nothing', '/mandates/nothing']) {
      const page = await visitor.ask(at(path));
      assert.ok(page.status >= 400);
      assert.match(header(page, 'content-type'), /^text\/html/);
      assert.match(header(page, 'content-security-policy'), /^default-src 'none'/);
    }
  });
});
