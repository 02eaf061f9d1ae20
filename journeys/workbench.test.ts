/** The workbench over the wire, on the whole platform: who is let in, and what a token of its people opens elsewhere. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importJWK, SignJWT } from 'jose';
import { Agent, request } from 'undici';
import { publishedKeys } from '../platforms/uumds/keys/key-ring.ts';
import { readSigningKeys } from '../platforms/uumds/keys/signing-keys.ts';
import { startWorkbench, type WorkbenchConstellation } from './support/portal.ts';
import { createVisitor, type Seen, type Visitor } from './support/visitor.ts';

const session = '__Host-portorium-workbench-session';
const expert = 'invented-customs-be-expert';
const codeIn = ({ text }: Seen): string | undefined => /<code>([A-Z_]{5,})<\/code>/.exec(text)?.[1];

describe('the workbench over the wire', function () {
  this.timeout(60_000);
  let constellation: WorkbenchConstellation;
  const visitors: Visitor[] = [];
  const at = (path: string) => `${constellation.workbench}${path}`;

  const newVisitor = (): Visitor => {
    const visitor = createVisitor(readFileSync(constellation.trustAnchorPath, 'utf8'));
    visitors.push(visitor);
    return visitor;
  };
  const signIn = async (visitor: Visitor, person: string): Promise<Seen> => {
    const form = await visitor.open(at('/sign-in'));
    const action = /<form method="post" action="([^"]+)"/.exec(form.text)?.[1] ?? '';
    return visitor.submit(form, action, { username: person, password: await constellation.passwordOf(person) });
  };
  const signedIn = async (person: string): Promise<Visitor> => {
    const visitor = newVisitor();
    assert.match((await signIn(visitor, person)).text, /What waits for you/);
    return visitor;
  };

  before(async () => {
    constellation = await startWorkbench();
  });
  after(async () => {
    await Promise.all(visitors.map((visitor) => visitor.close()));
    await constellation?.remove();
  });

  it('shows nothing without a session, on any page', async () => {
    for (const path of [
      '/profiles',
      '/profiles/SEED-SAF-001',
      '/drafts',
      '/drafts/new',
      '/elements',
      '/trials',
      '/hits',
    ]) {
      const seen = await newVisitor().ask(at(path));
      assert.deepEqual([seen.status, codeIn(seen)], [401, 'SESSION_MISSING'], path);
    }
  });

  it('lets in nobody who is no official: neither a trader nor an operator of the platform', async () => {
    for (const person of ['invented-post-clerk', 'invented-customs-agents-administrator', 'invented-operator']) {
      const visitor = newVisitor();
      const seen = await signIn(visitor, person);
      assert.deepEqual([seen.status, codeIn(seen)], [403, 'CALLER_NOT_ADMITTED'], person);
      assert.equal((await visitor.ask(at('/profiles'))).status, 401);
    }
  });

  it('gives the browser an opaque id in a cookie of its own, and no token', async () => {
    const visitor = await signedIn(expert);
    const line = visitor.set.find((one) => one.startsWith(`${session}=`)) ?? '';
    assert.match(line, /=[A-Za-z0-9_-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax$/);
    const { text } = await visitor.ask(at('/profiles'));
    assert.doesNotMatch(
      [...visitor.set.filter((one) => one.startsWith('__Host-')), text].join('\n'),
      /eyJ[A-Za-z0-9_-]{10}/,
    );
  });

  it('runs no script but its own file', async () => {
    const visitor = await signedIn(expert);
    const { headers, text } = await visitor.ask(at('/drafts/new?from=SEED-SAF-001'));
    const policy = String(headers['content-security-policy']);
    assert.match(policy, /default-src 'none'.*script-src 'self'.*style-src 'self'/);
    assert.doesNotMatch(policy, /unsafe|\*/);
    assert.doesNotMatch(
      text,
      /<script(?! type="module" src="\/assets\/script-[0-9a-f]{16}\.js">)|\son[a-z]+="|style="/,
    );
  });

  it('changes nothing without the token of the form, or from another site', async () => {
    const visitor = await signedIn(expert);
    const body = 'reason=x&formToken=wrong';
    const own = {
      'content-type': 'application/x-www-form-urlencoded',
      origin: new URL(constellation.workbench).origin,
    };
    const path = at('/profiles/SEED-SAF-002/retire');
    for (const headers of [own, { ...own, origin: 'https://example.invalid' }]) {
      const seen = await visitor.ask(path, { method: 'POST', headers, body });
      assert.deepEqual([seen.status, codeIn(seen)], [403, 'FORM_NOT_OURS']);
    }
  });

  it('shows a national profile to its own Member State alone', async () => {
    const [be, de] = [await signedIn(expert), await signedIn('invented-customs-de-expert')];
    const page = await be.ask(at('/drafts/new'));
    const entered = { profileId: 'BE-NATIONAL', title: 'National', memberState: 'BE', why: 'To be tried.', step: '' };
    // A select is no input: what the browser would send with it is said here.
    const chosen = { riskAreaCode: 'SAF', riskLevel: 'high', reason: 'National.', kind: '', referralType: '' };
    const tree = { 'n.0.kind': 'all', 'n.0.0.kind': 'row', 'n.0.0.element': 'LRN', 'n.0.0.operator': 'present' };
    const seen = await be.submit(page, '/workbench/drafts/new', { ...entered, ...chosen, ...tree });
    const draft = /\/workbench(\/drafts\/[0-9a-f-]{36})/.exec(seen.url)?.[1] ?? '';
    assert.match(seen.text, /waits for approval/, seen.text.slice(0, 3000));
    assert.equal((await be.ask(at(draft))).status, 200);
    assert.equal((await de.ask(at(draft))).status, 404);
    assert.doesNotMatch((await de.ask(at('/drafts'))).text, /BE-NATIONAL/);
  });

  describe('a token of its people', () => {
    const tokenFor = async (more: object = {}): Promise<string> => {
      const [signing] = publishedKeys(await readSigningKeys(`${constellation.dataDirectory}/uumds`), Date.now());
      const { jwk } = signing!;
      const claims = { typ: 'Bearer', azp: 'portorium-workbench', circle: 'trusted', member_state: 'BE' };
      return new SignJWT({ ...claims, resource_access: { portorium: { roles: ['risk-expert'] } }, ...more })
        .setProtectedHeader({ alg: 'RS256', kid: String(jwk.kid) })
        .setIssuer(constellation.issuer)
        .setAudience(['ccn2ng', 'speed2ng', 'shared-services'])
        .setSubject(expert)
        .setIssuedAt()
        .setExpirationTime('5m')
        .sign(await importJWK(jwk, 'RS256'));
    };
    const ask = async (url: string, token: string, certificate?: string) => {
      const ca = readFileSync(constellation.trustAnchorPath, 'utf8');
      const pem = certificate === undefined ? {} : { key: certificate, cert: certificate };
      const dispatcher = new Agent({ connect: { ca, ...pem } });
      try {
        const answer = await request(url, { dispatcher, headers: { authorization: `Bearer ${token}` } });
        return { status: answer.statusCode, text: await answer.body.text() };
      } finally {
        await dispatcher.close();
      }
    };

    it('is nothing at the doors of systems: without a certificate there is no handshake', async () => {
      const url = `${constellation.addresses['CCN2ng']}/rest/v1/risk-analysis/profiles`;
      await assert.rejects(ask(url, await tokenFor()), /certificate required|SSL|ECONNRESET|other side closed/i);
    });

    it('adds nothing to the certificate of a system', async () => {
      const folder = join(constellation.dataDirectory, 'certificates/member-states');
      const url = `${constellation.addresses['CCN2ng']}/rest/v1/risk-analysis/profiles`;
      const seen = await ask(url, await tokenFor(), readFileSync(join(folder, 'BE.pem'), 'utf8'));
      assert.equal(seen.status, 403, seen.text);
      assert.match(seen.text, /CALLER_NOT_ADMITTED/);
    });

    it('opens nothing at the doors of traders and administrators', async () => {
      for (const [name, path] of [
        ['SPEED2ng', '/rest/v1/mailbox/messages'],
        ['Shared services', '/rest/v1/audit/records'],
      ] as const) {
        const { status, text } = await ask(`${constellation.addresses[name]}${path}`, await tokenFor());
        assert.ok(status === 403 || status === 401 || status === 404, `${name} ${status} ${text}`);
        assert.doesNotMatch(text, /"message"|"record"/);
      }
    });

    it('is not taken as a session', async () => {
      const visitor = newVisitor();
      const seen = await visitor.ask(at('/profiles'), { headers: { authorization: `Bearer ${await tokenFor()}` } });
      assert.deepEqual([seen.status, codeIn(seen)], [401, 'SESSION_MISSING']);
    });
  });
});
