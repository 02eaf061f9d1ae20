import assert from 'node:assert/strict';
import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CertificateBytes } from '../../../shared-services/kit/identity/certificate.ts';
import { defaultRevocationPolicy, type RevocationPolicy } from '../../../shared-services/kit/identity/revocation.ts';
import { readRevocationList } from '../../../shared-services/kit/identity/revocation-list.ts';
import { createTrust, type Trust } from '../../../shared-services/kit/identity/trust.ts';
import { silentLogger } from '../../../shared-services/kit/logging.ts';
import { Refusal } from '../../../shared-services/kit/refusal.ts';
import { authoritiesInForce, ensureAuthorities } from './authorities.ts';
import { type DevelopmentCertificates, ensureDevelopmentCertificates } from './development.ts';
import { issueParty } from './issue.ts';
import { issueNamed, listIssued, renew, revoke } from './operations.ts';
import { ensureRevocationLists } from './revocation-lists.ts';
import type { Settings } from './settings.ts';

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;
const log = silentLogger();

const refusedWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;

describe('revocation at the development authority', () => {
  let directory: string;
  let settings: Settings;
  let nowMs: number;
  const clock = { nowMs: () => nowMs };

  beforeEach(async () => {
    nowMs = Date.now();
    directory = await mkdtemp(join(tmpdir(), 'portorium-ca-'));
    const few = { memberStates: ['BE'], services: ['ccn2ng', 'cdco'], hosts: ['localhost', '127.0.0.1', '::1'] };
    settings = { directory, clock, log, keyType: 'EC-P256', publicationUrl: 'http://127.0.0.1:1/pki', ...few };
  });
  afterEach(() => rm(directory, { recursive: true }));

  const made = () => ensureDevelopmentCertificates(settings);
  const certificateOf = (credential: { readonly certificate: string }) => new X509Certificate(credential.certificate);
  const trustWith = (certificates: DevelopmentCertificates, policy: Partial<RevocationPolicy> = {}): Promise<Trust> =>
    createTrust(certificates, { policy: { ...defaultRevocationPolicy, ...policy }, clock, log });
  const refuses = (trust: Trust, certificate: CertificateBytes, code: string) =>
    assert.throws(() => trust.assertTrusted(certificate), refusedWith(code));

  it('is in the list of the authority at once, with its reason, under a number that has grown', async () => {
    const before = await made();
    const BE = certificateOf(before.memberState('BE'));
    await revoke(settings, 'member-states/BE', 'keyCompromise');
    const authorities = (await authoritiesInForce(settings)).map(({ certificate }) => certificate);
    const read = (list: Buffer) => readRevocationList(list, authorities);
    const old = await read(before.revocationLists.get('trusted-1.crl')!);
    const list = await read(await readFile(join(directory, 'crl/trusted-1.crl')));
    assert.deepEqual(
      [...list.revoked],
      [[BE.serialNumber, { sinceMs: nowMs - (nowMs % 1000) - 5 * 60_000, reason: 'keyCompromise' }]],
    );
    assert.ok(list.number > old.number);
    assert.equal(list.nextUpdateMs, nowMs - (nowMs % 1000) + 7 * dayMs);
  });

  it('refuses what has the authority’s name and key id, and was signed by another key', async () => {
    const certificates = await made();
    const { trusted } = await ensureAuthorities(settings);
    const [genuine, stranger] = [trusted, generateKeyPairSync('ec', { namedCurve: 'P-256' })];
    const request = {
      ...{ commonName: 'BE', keyType: 'EC-P256' as const, hosts: ['localhost'], uses: ['client' as const] },
      uri: 'portorium://trusted/BE/national-entry-system',
      validity: { notBeforeMs: nowMs - hourMs, notAfterMs: nowMs + hourMs },
    };
    const trust = await trustWith(certificates);
    assert.equal(trust.assertTrusted((await issueParty(genuine, request)).certificate).party, 'BE');
    // As it would come in a message, where TLS has verified nothing.
    const forged = await issueParty({ ...genuine, privateKey: stranger.privateKey }, request);
    assert.ok(forged.certificate.checkIssued(genuine.certificate), 'it names its issuer as the genuine one does');
    refuses(trust, forged.certificate, 'CERTIFICATE_NOT_TRUSTED');
  });

  it('trusts no authority that the root has not issued, and takes no anchor without a root', async () => {
    const [ours, theirs] = [await made(), await mkdtemp(join(tmpdir(), 'portorium-ca-'))];
    try {
      const other = await ensureDevelopmentCertificates({ ...settings, directory: theirs });
      const trust = await trustWith({ ...ours, authorities: other.authorities });
      refuses(trust, certificateOf(other.memberState('BE')), 'CERTIFICATE_NOT_TRUSTED');
      await assert.rejects(trustWith({ ...ours, trustAnchor: '' }), /no certificate/);
    } finally {
      await rm(theirs, { recursive: true });
    }
  });

  it('refuses what is revoked, wherever it was trusted before, and nothing else', async () => {
    const first = await made();
    const trust = await trustWith(first);
    const [BE, cdco] = [certificateOf(first.memberState('BE')), certificateOf(first.service('cdco'))];
    const trusted = trust.assertTrusted(BE);
    assert.deepEqual([trusted.party, trusted.circle, trust.holds(trusted)], ['BE', 'trusted', true]);
    await revoke(settings, 'member-states/BE', 'cessationOfOperation');
    let told = 0;
    const forget = trust.onChange(() => {
      told += 1;
    });
    await trust.replace(await made());
    assert.deepEqual([told, trust.holds(trusted)], [1, false]);
    refuses(trust, BE, 'CERTIFICATE_REVOKED');
    assert.equal(trust.assertTrusted(cdco).service, 'calls');
    forget();
    await trust.replace(await made());
    assert.equal(told, 1);
  });

  it('finds a certificate by its number, also one whose file has another by now', async () => {
    const BE = certificateOf((await made()).memberState('BE'));
    const renewed = await renew(settings, 'member-states/BE');
    await revoke(settings, BE.serialNumber.toLowerCase(), 'superseded');
    const trust = await trustWith(await made());
    refuses(trust, BE, 'CERTIFICATE_REVOKED');
    assert.equal(trust.assertTrusted(renewed).party, 'BE');
    const states = (await listIssued(settings)).filter(({ file }) => file === 'member-states/BE.pem');
    assert.deepEqual(
      states.map(({ state }) => state),
      ['revoked: superseded', 'good'],
    );
  });

  it('renews with overlap: another key, the same identity and hosts, and the old certificate stays good', async () => {
    const BE = certificateOf((await made()).memberState('BE'));
    const renewed = await renew(settings, 'member-states/BE');
    assert.notEqual(renewed.fingerprint256, BE.fingerprint256);
    assert.equal(renewed.subjectAltName, BE.subjectAltName);
    assert.ok(!renewed.publicKey.equals(BE.publicKey));
    const trust = await trustWith(await made());
    for (const one of [BE, renewed]) assert.equal(trust.assertTrusted(one).subject, trust.assertTrusted(BE).subject);
    assert.deepEqual(certificateOf((await made()).memberState('BE')).fingerprint256, renewed.fingerprint256);
  });

  it('trusts what an older authority issued, and revokes it, while it is in force', async () => {
    await made();
    // The authority is renewed 30 days before its end: what it issued until then is good for those days.
    nowMs += (10 * 365 - 35) * dayMs;
    const old = certificateOf((await made()).memberState('BE'));
    nowMs += 10 * dayMs;
    const late = await made();
    const renewed = certificateOf(late.memberState('BE'));
    assert.notEqual(renewed.fingerprint256, old.fingerprint256);
    const trust = await trustWith(late);
    for (const one of [old, renewed]) assert.equal(trust.assertTrusted(one).party, 'BE');
    await revoke(settings, old.serialNumber, 'superseded');
    await trust.replace(await made());
    refuses(trust, old, 'CERTIFICATE_REVOKED');
    assert.equal(trust.assertTrusted(renewed).party, 'BE');
  });

  it('says in the certificate where the list is, and where to ask', async () => {
    const { infoAccess } = certificateOf((await made()).service('cdco'));
    assert.match(infoAccess ?? '', /OCSP - URI:http:\/\/127\.0\.0\.1:1\/pki\/ocsp/);
    const raw = certificateOf((await made()).service('cdco')).raw.toString('latin1');
    assert.ok(raw.includes('http://127.0.0.1:1/pki/crl/central-1.crl'));
  });

  it('issues for any party of a circle, and for nobody else', async () => {
    const named = {
      name: 'member-states/FR-transit',
      uri: 'portorium://trusted/FR/national-transit-system',
      hosts: [],
    };
    const issued = await issueNamed(settings, named);
    assert.deepEqual((await trustWith(await made())).assertTrusted(issued).profiles, ['national-transit-system']);
    await assert.rejects(issueNamed(settings, named), /there already/);
    const nobody = { name: 'services/x', uri: 'portorium://administrators/operator', hosts: [] };
    await assert.rejects(issueNamed(settings, nobody), refusedWith('CERTIFICATE_NOT_RECOGNISED'));
    await assert.rejects(revoke(settings, '../../etc/passwd', 'unspecified'), /say services/);
  });

  describe('when lists are late (revocation-policy.md)', () => {
    it('goes on until the list has ended and its grace is over, then refuses, also what was trusted before', async () => {
      const first = await made();
      const trust = await trustWith(first, { graceMs: 2 * hourMs });
      const BE = certificateOf(first.memberState('BE'));
      nowMs += 7 * dayMs + hourMs;
      const trusted = trust.assertTrusted(BE);
      assert.equal(trust.holds(trusted), true);
      nowMs += hourMs + 1000;
      assert.equal(trust.holds(trusted), false);
      refuses(trust, BE, 'REVOCATION_UNKNOWN');
    });

    it('takes a new list and is as before', async () => {
      const trust = await trustWith(await made());
      const BE = certificateOf((await made()).memberState('BE'));
      nowMs += 30 * dayMs;
      refuses(trust, BE, 'REVOCATION_UNKNOWN');
      await trust.replace(await made());
      assert.equal(trust.assertTrusted(BE).party, 'BE');
    });

    it('refuses without any list, unless told that there is none', async () => {
      const none = { ...(await made()), revocationLists: new Map<string, Buffer>() };
      const BE = certificateOf(none.memberState('BE'));
      refuses(await trustWith(none), BE, 'REVOCATION_UNKNOWN');
      assert.equal((await trustWith(none, { mode: 'where-published' })).assertTrusted(BE).party, 'BE');
    });

    it('never goes back to an older list, nor loses one that is gone', async () => {
      const before = await made();
      await revoke(settings, 'member-states/BE', 'unspecified');
      const trust = await trustWith(await made());
      const BE = certificateOf(before.memberState('BE'));
      await trust.replace(before);
      refuses(trust, BE, 'CERTIFICATE_REVOKED');
      await trust.replace({ ...before, revocationLists: new Map() });
      refuses(trust, BE, 'CERTIFICATE_REVOKED');
    });

    it('takes no list that another has signed, was changed, or is none', async () => {
      const good = await made();
      const other = await mkdtemp(join(tmpdir(), 'portorium-ca-'));
      const foreign = await ensureDevelopmentCertificates({ ...settings, directory: other });
      const list = good.revocationLists.get('trusted-1.crl')!;
      const changed = Buffer.from(list);
      changed[changed.length - 1] = changed.at(-1)! ^ 1;
      for (const [what, bad] of [
        ['another authority’s', foreign.revocationLists.get('trusted-1.crl')!],
        ['another circle’s', good.revocationLists.get('central-1.crl')!],
        ['changed', changed],
        ['half', list.subarray(0, 40)],
        ['empty', Buffer.alloc(0)],
      ] as const) {
        const rest = new Map([...good.revocationLists, ['trusted-1.crl', bad]]);
        const trust = await trustWith({ ...good, revocationLists: rest });
        assert.throws(
          () => trust.assertTrusted(certificateOf(good.memberState('BE'))),
          refusedWith('REVOCATION_UNKNOWN'),
          what,
        );
      }
      await rm(other, { recursive: true });
    });

    it('makes a list anew when half of its time is over, and not before', async () => {
      const numberOf = async () => {
        const authorities = (await authoritiesInForce(settings)).map(({ certificate }) => certificate);
        await ensureRevocationLists(settings);
        return readRevocationList(await readFile(join(directory, 'crl/root-1.crl')), authorities).number;
      };
      await made();
      const first = await numberOf();
      nowMs += 3 * dayMs;
      assert.equal(await numberOf(), first);
      nowMs += dayMs;
      assert.ok((await numberOf()) > first);
    });
  });

  describe('trust', () => {
    it('is each circle’s own: an authority of one opens nothing of the other', async () => {
      const all = await made();
      const { trusted, central } = all.authorities;
      const crossed = await trustWith({ ...all, authorities: { trusted: central, central: trusted } });
      refuses(crossed, certificateOf(all.memberState('BE')), 'CERTIFICATE_NOT_TRUSTED');
      refuses(crossed, certificateOf(all.service('cdco')), 'CERTIFICATE_NOT_TRUSTED');
    });

    it('ends with the certificate', async () => {
      const all = await made();
      const trust = await trustWith(all, { mode: 'where-published', graceMs: 400 * dayMs });
      nowMs = Date.parse(certificateOf(all.memberState('BE')).validTo);
      refuses(trust, certificateOf(all.memberState('BE')), 'CERTIFICATE_EXPIRED');
      nowMs = Date.parse(certificateOf(all.memberState('BE')).validFrom) - 1;
      refuses(trust, certificateOf(all.memberState('BE')), 'CERTIFICATE_EXPIRED');
    });

    it('is lost with the authority: the root’s list revokes all that it issued', async () => {
      const all = await made();
      await revoke(settings, 'authorities/trusted-1', 'cACompromise');
      const next = await made();
      const trust = await trustWith(next);
      refuses(trust, certificateOf(all.memberState('BE')), 'CERTIFICATE_REVOKED');
      assert.equal(trust.assertTrusted(certificateOf(all.service('cdco'))).party, 'cdco');
      // Nothing more is issued by it: the next generation is in its place.
      assert.equal(trust.assertTrusted(certificateOf(next.memberState('BE'))).party, 'BE');
    });

    it('does not take a certificate of another root, nor one that names nobody', async () => {
      const all = await made();
      const other = await mkdtemp(join(tmpdir(), 'portorium-ca-'));
      const foreign = await ensureDevelopmentCertificates({ ...settings, directory: other });
      const trust = await trustWith(all);
      refuses(trust, certificateOf(foreign.memberState('BE')), 'CERTIFICATE_NOT_TRUSTED');
      refuses(trust, certificateOf(all.gateway('ccn2ng')), 'CERTIFICATE_NOT_RECOGNISED');
      await rm(other, { recursive: true });
    });
  });
});
