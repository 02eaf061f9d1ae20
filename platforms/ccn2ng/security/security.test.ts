import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import https from 'node:https';
import { join } from 'node:path';
import { createClientAsync, WSSecurityCert } from 'soap';
import { parseXml, type XmlElement } from '../../../reference-architecture/contract/xml/parse.ts';
import { createSecurityNotes } from '../../../shared-services/gateway/security-notes.ts';
import { writeAddressing } from '../../../shared-services/gateway/soap/addressing.ts';
import { decryptEnvelope } from '../../../shared-services/gateway/soap/security/decrypt.ts';
import { encryptBody } from '../../../shared-services/gateway/soap/security/encrypt.ts';
import { saml, samlId, samlToken, wsse, wsse11, wsu } from '../../../shared-services/gateway/soap/security/names.ts';
import type { Protection } from '../../../shared-services/gateway/soap/security/protect.ts';
import { type SupportingToken, signEnvelope } from '../../../shared-services/gateway/soap/security/sign.ts';
import { signingKeyOf } from '../../../shared-services/gateway/soap/security/signing-key.ts';
import { encryptAll } from '../../../shared-services/gateway/soap/security/test-support/encrypted.ts';
import { makeAuthority, verify } from '../../../shared-services/gateway/soap/security/test-support/messages.ts';
import { writeEnvelope } from '../../../shared-services/gateway/soap/write.ts';
import { newId } from '../../../shared-services/kit/call.ts';
import { systemClock } from '../../../shared-services/kit/clock.ts';
import { callerOfCertificate } from '../../../shared-services/kit/identity/certificate.ts';
import { silentLogger } from '../../../shared-services/kit/logging.ts';
import { auditOf } from '../../../shared-services/kit/store/records.ts';
import { contract as entry } from '../../cdco/entry/contract.ts';
import type { DevelopmentCertificates } from '../../uumds/certificate-authority/development.ts';
import { ensureDevelopmentCertificates } from '../../uumds/certificate-authority/development.ts';
import { issueNamed, revoke } from '../../uumds/certificate-authority/operations.ts';
import { writeMessageHeader } from '../soap/message-header.ts';
import { trustIn } from '../test-support/certificates.ts';
import { type Exchange, startExchange, startGateway, type TestGateway } from '../test-support/gateway.ts';
import { send } from '../test-support/https.ts';
import {
  consultation,
  consultationNamespace,
  consultationPath,
  contentType,
  exampleOf,
  wrap,
  xmlOf,
} from '../test-support/soap.ts';

const find = (element: XmlElement, name: string): XmlElement | undefined =>
  element.name === name
    ? element
    : element.children.map((child) => find(child, name)).find((found) => found !== undefined);

const query = () =>
  wrap(
    'QueryENSReqMsg',
    consultationNamespace,
    xmlOf(entry.services.ENSConsultationDS.operations.QueryENS.request, exampleOf('QueryENS')),
  );

const envelope = (messageId = `urn:uuid:${newId()}`) =>
  writeEnvelope('1.2', { headers: writeAddressing({ action: `${consultation}/QueryENS`, messageId }), body: query() });

describe('WS-Security at CCN2ng', () => {
  let exchange: Exchange;
  let made: Awaited<ReturnType<typeof makeAuthority>>;
  let authority: DevelopmentCertificates;
  const gateways: TestGateway[] = [];
  /** Code, partner and faults of what the doors note for security. */
  const noted: (string | undefined)[][] = [];

  const open = async (protection: Record<string, Protection> = {}): Promise<TestGateway> => {
    const { key, certificate: cert } = authority.service('ccn2ng', 'push');
    const server = authority.gateway('ccn2ng');
    const gateway = await startGateway(
      {
        certificates: () => ({
          server: { key: server.key, cert: server.certificate },
          trustAnchor: authority.trustAnchor,
          client: { key, cert },
        }),
        trust: await trustIn(authority),
        notes: createSecurityNotes({
          events: {
            note: ({ code, fault = [], partner }) => void noted.push([code, partner, ...fault]),
            count: () => {},
          },
          isProxy: () => false,
        }),
        security: {
          protection: new Map(Object.entries(protection)),
          recipients: new Map([['BE', authority.memberState('BE').certificate]]),
        },
      },
      exchange,
    );
    gateways.push(gateway);
    return gateway;
  };
  const keyOf = (country: string) => {
    const { key, certificate: cert } = authority.memberState(country);
    return signingKeyOf({ key, cert });
  };
  const signed = (country = 'BE', more: { readonly nowMs?: number; readonly token?: SupportingToken } = {}) =>
    signEnvelope(envelope(), { key: keyOf(country), nowMs: Date.now(), ...more });
  const ask = ({ url }: TestGateway, body: string, country = 'BE') =>
    send(`${url}${consultationPath}`, {
      method: 'POST',
      body,
      headers: { 'Content-Type': contentType() },
      tls: authority.tls(authority.memberState(country)),
    });
  const codesIn = (text: string) => {
    const code = find(parseXml(text), 'Code')!;
    const [outer] = code.children.filter(({ name }) => name === 'Subcode');
    const [value, inner] = outer!.children;
    return [value!.text, inner === undefined ? undefined : find(inner, 'Value')!.text];
  };
  const remembered = () => exchange.query('select digest from seen_signature order by digest');
  const refused = async (gateway: TestGateway, body: string, ours: string, theirs: string, country = 'BE') => {
    const [before, seen] = [gateway.carried.length, await remembered()];
    const { status, text } = await ask(gateway, body, country);
    assert.deepEqual([status, codesIn(text)], [500, [`wsse:${theirs}`, `f:${ours}`]], text);
    assert.equal(gateway.carried.length, before, 'nothing may be passed on');
    // Of a token that came before the message itself is remembered.
    if (ours !== 'MESSAGE_REPLAYED') assert.deepEqual(await remembered(), seen, 'nothing may be remembered');
    return text;
  };

  before(async () => {
    // RSA, for content is encrypted for RSA keys only.
    made = await makeAuthority('RSA-2048');
    authority = made.certificates;
    exchange = await startExchange();
  });
  after(async () => {
    await exchange.stop();
    await made.remove();
  });
  afterEach(() => Promise.all(gateways.splice(0).map((one) => one.stop())));

  it('verifies a signature that nobody asked for, and answers signed', async () => {
    const gateway = await open();
    const { status, text } = await ask(gateway, signed());
    assert.equal(status, 200, text);
    const { root, signer } = verify(text);
    assert.equal(callerOfCertificate(signer.certificate).subject, 'portorium://central/ccn2ng/push');
    assert.equal(find(root, 'functionalReference')?.text, exampleOf('QueryENS').MRN);
    assert.equal(gateway.carried[0]?.call.caller.subject, 'portorium://trusted/BE/national-entry-system');
  });

  it('is called by the soap package with its WSSecurityCert', async () => {
    const gateway = await open({ BE: 'signed' });
    const { key, certificate } = authority.memberState('BE');
    const [leaf = ''] = certificate.split(/(?<=-----END CERTIFICATE-----)/);
    const http = { httpsAgent: new https.Agent(authority.tls(authority.memberState('BE'))), proxy: false as const };
    const address = `${gateway.url}${consultationPath}`;
    const options = { forceSoap12Headers: true, wsdl_options: http, endpoint: address };
    const client = await createClientAsync(`${address}?wsdl`, options);
    client.setSecurity(
      new WSSecurityCert(key, leaf, '', {
        signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
        signatureTransformations: ['http://www.w3.org/2001/10/xml-exc-c14n#'],
        signerOptions: { idMode: 'wssecurity', prefix: 'ds', attrs: {}, existingPrefixes: {} },
      }),
    );
    const [, answer] = await client.QueryENSAsync({ IE4Q10: exampleOf('QueryENS') }, http);
    assert.equal(find(verify(String(answer)).root, 'functionalReference')?.text, exampleOf('QueryENS').MRN);
    http.httpsAgent.destroy();
  });

  it('refuses a faulty one also where none is asked for, and answers the fault signed where that was agreed', async () => {
    const gateway = await open({ DE: 'signed' });
    await refused(gateway, signed().replace('>urn:uuid:', '>urn:uuid:0'), 'SIGNATURE_INVALID', 'FailedCheck');
    const text = await refused(gateway, envelope(), 'SECURITY_REQUIRED', 'InvalidSecurity', 'DE');
    assert.equal(find(verify(text).root, 'code')?.text, 'SECURITY_REQUIRED');
  });

  it('says it first as the ServiceFault that the official contract declares: JAX-WS reads that one alone', async () => {
    const { status, text } = await ask(await open(), signed().replace('>urn:uuid:', '>urn:uuid:0'));
    assert.equal(status, 500);
    const [declared, ours] = find(parseXml(text), 'Detail')!.children;
    assert.deepEqual(
      [declared?.namespace, declared?.name, ours?.namespace],
      ['http://xmlns.ec.eu/BusinessObjects/ICS/Common/V1', 'ServiceFault', 'urn:portorium:fault:1'],
    );
    assert.equal(find(declared!, 'errorCode')?.text, 'SIGNATURE_INVALID');
    assert.match(find(declared!, 'errorReason')!.text, /the digest of MessageID is another/);
  });

  it('refuses what is signed by another Member State, an unknown authority, or long ago', async () => {
    const gateway = await open();
    await refused(gateway, signed('DE'), 'SECURITY_TOKEN_UNTRUSTED', 'FailedAuthentication');
    const other = await makeAuthority('EC-P256');
    const { key, certificate: cert } = other.certificates.memberState('BE');
    const stranger = signEnvelope(envelope(), { key: signingKeyOf({ key, cert }), nowMs: Date.now() });
    await refused(gateway, stranger, 'SECURITY_TOKEN_UNTRUSTED', 'FailedAuthentication');
    await other.remove();
    await refused(gateway, signed('BE', { nowMs: Date.now() - 3_600_000 }), 'SECURITY_EXPIRED', 'MessageExpired');
  });

  it('takes the signature of another system of the same Member State, until its certificate is revoked', async () => {
    const settings = {
      ...{ directory: authority.directory, memberStates: ['BE', 'DE'], services: ['ccn2ng'], hosts: ['127.0.0.1'] },
      ...{ keyType: 'RSA-2048' as const, clock: systemClock, log: silentLogger() },
    };
    const name = 'member-states/BE-transit';
    const uri = 'portorium://trusted/BE/national-transit-system';
    await issueNamed(settings, { name, uri, hosts: ['127.0.0.1'] });
    const bundle = await readFile(join(authority.directory, `${name}.pem`), 'utf8');
    const [, key = ''] = /(-----BEGIN PRIVATE KEY-----[\s\S]*?-----END PRIVATE KEY-----)/.exec(bundle)!;
    const byTransit = () => signEnvelope(envelope(), { key: signingKeyOf({ key, cert: bundle }), nowMs: Date.now() });
    assert.equal((await ask(await open(), byTransit())).status, 200);
    await revoke(settings, name, 'keyCompromise');
    const earlier = authority;
    authority = await ensureDevelopmentCertificates(settings);
    const text = await refused(await open(), byTransit(), 'SECURITY_TOKEN_UNTRUSTED', 'FailedAuthentication');
    assert.match(text, /CERTIFICATE_REVOKED/);
    assert.deepEqual(noted.at(-1)?.slice(0, 3), ['SECURITY_TOKEN_UNTRUSTED', 'BE', 'CREDENTIAL_WITHDRAWN']);
    authority = earlier;
  });

  it('takes a signed message once, in all processes; signed anew, the same message again', async () => {
    const [one, other] = [await open(), await open()];
    const body = signed();
    assert.equal((await ask(one, body)).status, 200);
    await refused(one, body, 'MESSAGE_REPLAYED', 'FailedCheck');
    await refused(other, body, 'MESSAGE_REPLAYED', 'FailedCheck');
    assert.deepEqual(
      noted.slice(-2).map(([code, partner]) => [code, partner]),
      [
        ['MESSAGE_REPLAYED', 'BE'],
        ['MESSAGE_REPLAYED', 'BE'],
      ],
    );
    const text = envelope('urn:uuid:1');
    const again = () => signEnvelope(text, { key: keyOf('BE'), nowMs: Date.now() });
    assert.deepEqual([(await ask(one, again())).status, (await ask(other, again())).status], [200, 200]);
  });

  it('takes the user name of the published policy where the connection proves it, and keeps no password', async () => {
    const gateway = await open({ DE: 'signed' });
    const named = (name: string, more = '') =>
      envelope().replace(
        '<soap:Header>',
        `<soap:Header><wsse:Security xmlns:wsse="${wsse}" xmlns:wsu="${wsu}" soap:mustUnderstand="1">${more}<wsse:UsernameToken>` +
          `<wsse:Username>${name}</wsse:Username><wsse:Password>a secret</wsse:Password>` +
          '<wsse:Nonce>MTIzNDU2</wsse:Nonce></wsse:UsernameToken></wsse:Security>',
      );
    for (const name of ['BE', 'NES.BE', 'portorium://trusted/BE/national-entry-system']) {
      const { status, text } = await ask(gateway, named(name));
      assert.equal(status, 200, text);
      assert.doesNotMatch(gateway.carried.at(-1)!.call.received!.text, /secret|Security/);
    }
    await refused(gateway, named('NES.DE'), 'SECURITY_TOKEN_INVALID', 'InvalidSecurityToken');
    await refused(gateway, named('DE'), 'SECURITY_REQUIRED', 'InvalidSecurity', 'DE');
    const [, header] = /<wsse:Security [^>]*>(.*)<\/wsse:Security>/s.exec(signed())!;
    await refused(gateway, named('BE', header), 'SECURITY_TOKEN_INVALID', 'InvalidSecurityToken');
  });

  it('of two that come at the same moment takes one', async () => {
    const gateway = await open();
    const body = signed();
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(gateway, body)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, ...Array(7).fill(500)]);
  });

  it('forgets what nobody would take for fresh any more', async () => {
    const gateway = await open();
    await ask(gateway, signed());
    const [row] = await exchange.query<{ seconds: number }>(
      'select extract(epoch from max(expires_at) - now())::float8 as seconds from seen_signature',
    );
    assert.ok(row!.seconds > 300 && row!.seconds < 400, String(row!.seconds));
  });

  describe('with encryption agreed', () => {
    const ours = () => new X509Certificate(authority.service('ccn2ng', 'push').certificate);

    it('takes encrypted content, and answers with encrypted content', async () => {
      const gateway = await open({ BE: 'signed+encrypted' });
      const body = encryptBody(signed(), ours());
      assert.doesNotMatch(body, /QueryENSReqMsg/);
      const { status, text } = await ask(gateway, body);
      assert.equal(status, 200, text);
      assert.doesNotMatch(text, /QueryENSRespMsg/);
      const opened = decryptEnvelope(text, parseXml(text), keyOf('BE').key);
      assert.equal(find(verify(opened).root, 'functionalReference')?.text, exampleOf('QueryENS').MRN);
      assert.match(gateway.carried[0]!.call.received!.text, /QueryENSReqMsg/);
    });

    it('says why it does not take the security of a message so that everybody can read it: signed, not encrypted', async () => {
      const gateway = await open({ BE: 'signed+encrypted' });
      const hidden = encryptBody(signed(), ours());
      const forAnother = encryptBody(signed(), new X509Certificate(authority.memberState('DE').certificate));
      const [value = ''] = /[^>]*(?=<\/xenc:CipherValue><\/xenc:CipherData><\/xenc:EncryptedData>)/.exec(hidden)!;
      for (const [body, code, wsseCode] of [
        [envelope(), 'SECURITY_REQUIRED', 'InvalidSecurity'],
        [signed(), 'SECURITY_REQUIRED', 'InvalidSecurity'],
        [forAnother, 'SIGNATURE_INVALID', 'FailedCheck'],
        [hidden.replace(value, value.slice(4)), 'SIGNATURE_INVALID', 'FailedCheck'],
        [encryptBody(signed('DE'), ours()), 'SECURITY_TOKEN_UNTRUSTED', 'FailedAuthentication'],
      ] as const) {
        const text = await refused(gateway, body, code, wsseCode);
        assert.equal(find(verify(text).root, 'code')?.text, code);
        assert.doesNotMatch(text, new RegExp(String(exampleOf('QueryENS').MRN)));
      }
    });

    it('takes encrypted what it refused signed only: nothing was remembered of that', async () => {
      const gateway = await open({ BE: 'signed+encrypted' });
      const body = signed();
      await refused(gateway, body, 'SECURITY_REQUIRED', 'InvalidSecurity');
      assert.equal((await ask(gateway, encryptBody(body, ours()))).status, 200);
    });

    it('encrypts a fault about what the message says', async () => {
      const gateway = await open({ BE: 'signed+encrypted' });
      const wrong = envelope().replace(String(exampleOf('QueryENS').MRN), 'no-mrn');
      const body = encryptBody(signEnvelope(wrong, { key: keyOf('BE'), nowMs: Date.now() }), ours());
      const { status, text } = await ask(gateway, body);
      assert.equal(status, 500);
      assert.doesNotMatch(text, /soap:Fault|no-mrn/);
      assert.match(decryptEnvelope(text, parseXml(text), keyOf('BE').key), /soap:Fault/);
    });

    it('does not start without the certificate to encrypt for', () =>
      assert.rejects(open({ DE: 'signed+encrypted' }), /messages for DE are to be encrypted/));
  });

  describe('a SAML token for the acting official', () => {
    const time = (ms: number) => new Date(Date.now() + ms).toISOString();
    interface Facts {
      readonly id?: string;
      readonly issuer?: string;
      readonly audience?: string;
      readonly endMs?: number;
      readonly method?: string;
    }
    const assertion = (facts: Facts = {}): SupportingToken => {
      const { id = `_${newId()}`, issuer = 'portorium://trusted/BE/national-entry-system', endMs = 60_000 } = facts;
      const { audience = 'portorium://central/ccn2ng', method = 'urn:oasis:names:tc:SAML:2.0:cm:sender-vouches' } =
        facts;
      const referenceId = `str-${id}`;
      return {
        referenceId,
        xml:
          `<saml2:Assertion xmlns:saml2="${saml}" ID="${id}" IssueInstant="${time(0)}" Version="2.0">` +
          `<saml2:Issuer>${issuer}</saml2:Issuer><saml2:Subject><saml2:NameID>invented-official-17</saml2:NameID>` +
          `<saml2:SubjectConfirmation Method="${method}"/></saml2:Subject>` +
          `<saml2:Conditions NotBefore="${time(-1000)}" NotOnOrAfter="${time(endMs)}"><saml2:AudienceRestriction>` +
          `<saml2:Audience>${audience}</saml2:Audience></saml2:AudienceRestriction></saml2:Conditions></saml2:Assertion>`,
        reference:
          `<wsse:SecurityTokenReference xmlns:wsse="${wsse}" xmlns:wsu="${wsu}" wsu:Id="${referenceId}" xmlns:wsse11="${wsse11}" wsse11:TokenType="${samlToken}">` +
          `<wsse:KeyIdentifier ValueType="${samlId}">${id}</wsse:KeyIdentifier></wsse:SecurityTokenReference>`,
      };
    };

    it('names the official to the application and to the audit chain, and to no log', async () => {
      const gateway = await open();
      const { status, text } = await ask(gateway, signed('BE', { token: assertion() }));
      assert.equal(status, 200, text);
      const { call } = gateway.carried[0]!;
      assert.equal(call.caller.actingOfficial, 'invented-official-17');
      const record = auditOf(call, 'entry.ens.query', 'done');
      assert.deepEqual(
        [record.subject, record.personalData],
        ['portorium://trusted/BE/national-entry-system for invented-official-17', true],
      );
    });

    it('is refused by another issuer, for another audience, over, bearing itself, or a second time', async () => {
      const gateway = await open();
      for (const facts of [
        { issuer: 'portorium://trusted/DE/national-entry-system' },
        { issuer: 'portorium://trusted/BE' },
        { audience: 'https://elsewhere.example' },
        { method: 'urn:oasis:names:tc:SAML:2.0:cm:bearer' },
      ]) {
        const body = signed('BE', { token: assertion(facts) });
        await refused(gateway, body, 'SECURITY_TOKEN_INVALID', 'InvalidSecurityToken');
      }
      await refused(
        gateway,
        signed('BE', { token: assertion({ endMs: -3_600_000 }) }),
        'SECURITY_EXPIRED',
        'MessageExpired',
      );
      const id = `_${newId()}`;
      assert.equal((await ask(gateway, signed('BE', { token: assertion({ id }) }))).status, 200);
      await refused(gateway, signed('BE', { token: assertion({ id }) }), 'MESSAGE_REPLAYED', 'FailedCheck');
    });

    it('is read encrypted, and the MessageHeader too, as the published policies have it', async () => {
      const gateway = await open({ BE: 'signed+encrypted' });
      const recipient = new X509Certificate(authority.service('ccn2ng', 'push').certificate);
      const header = writeMessageHeader({ Version: '1.0', MessageType: 'IE4Q10' });
      const whole = envelope().replace('</soap:Header>', `${header}</soap:Header>`);
      const text = signEnvelope(whole, { key: keyOf('BE'), nowMs: Date.now(), token: assertion() });
      const hidden = encryptAll(text, recipient);
      assert.doesNotMatch(hidden, /official-17|QueryENSReqMsg|MessageType/);
      const { status, text: answer } = await ask(gateway, hidden);
      assert.equal(status, 200, answer);
      assert.equal(gateway.carried.at(-1)?.call.caller.actingOfficial, 'invented-official-17');
      const stray = await ask(gateway, encryptAll(text, recipient).replace('URI="#hidden-1"', 'URI="#hidden-9"'));
      assert.match(stray.text, /SECURITY_HEADER_INVALID/);
    });

    it('is refused unsigned, changed, or swapped behind the reference', async () => {
      const gateway = await open();
      const { xml } = assertion();
      const unsigned = signed().replace('<ds:Signature ', `${xml}<ds:Signature `);
      await refused(gateway, unsigned, 'SIGNATURE_INCOMPLETE', 'FailedCheck');
      const changed = signed('BE', { token: assertion() }).replace('official-17', 'official-18');
      await refused(gateway, changed, 'SIGNATURE_INVALID', 'FailedCheck');
      const two = signed('BE', { token: assertion() }).replace('<ds:Signature ', `${xml}<ds:Signature `);
      await refused(gateway, two, 'SECURITY_HEADER_INVALID', 'InvalidSecurity');
    });
  });
});
