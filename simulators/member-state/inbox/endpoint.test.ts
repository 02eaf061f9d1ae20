import assert from 'node:assert/strict';
import { ourAuthority } from '../../../platforms/ccn2ng/test-support/certificates.ts';
import { send } from '../../../platforms/ccn2ng/test-support/https.ts';
import {
  contentType,
  envelope,
  exampleOf,
  riskAnalysis,
  riskAnalysisNamespace,
  riskAnalysisPath,
  wrap,
  xmlOf,
} from '../../../platforms/ccn2ng/test-support/soap.ts';
import { IE4N03 } from '../../../platforms/cdco/entry/messages/risk-analysis.ts';
import type { TlsMaterial } from '../../../platforms/uumds/certificate-authority/certificates.ts';
import { signEnvelope } from '../../../shared-services/gateway/soap/security/sign.ts';
import { signingKeyOf } from '../../../shared-services/gateway/soap/security/signing-key.ts';
import { systemClock } from '../../../shared-services/kit/clock.ts';
import type { Received } from '../messages.ts';
import { createSigning } from '../signing.ts';
import { type Endpoint, startEndpoint } from './endpoint.ts';
import { createInbox } from './inbox.ts';

const operation = 'IE4N03notifyERiskAnalysisHit';

const addressing = (messageId: string): string =>
  `<a:MessageID xmlns:a="http://www.w3.org/2005/08/addressing">${messageId}</a:MessageID>`;

describe('endpoint of a Member State', () => {
  let endpoint: Endpoint;
  let strictEndpoint: Endpoint;
  let gateway: TlsMaterial;
  let germany: TlsMaterial;
  let stranger: TlsMaterial;
  const handled: Received[] = [];
  const complaints: string[] = [];

  const push = (content: unknown, messageId: string | undefined, tls = gateway, path = riskAnalysisPath) =>
    send(`${endpoint.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': contentType(`${riskAnalysis}/${operation}`) },
      body: envelope(
        wrap(`${operation}ReqMsg`, riskAnalysisNamespace, xmlOf(IE4N03, content)),
        messageId === undefined ? '' : addressing(messageId),
      ),
      tls,
    });

  before(async () => {
    const authority = await ourAuthority();
    gateway = authority.tls(authority.service('ccn2ng', 'push'));
    stranger = authority.tls(authority.service('cdco'));
    germany = authority.tls(authority.memberState('DE'));
    const voice = { say: () => {}, complain: (line: string) => void complaints.push(line) };
    const inbox = createInbox({
      handle: async (message) => void handled.push(message),
      clock: systemClock,
      voice,
      signal: new AbortController().signal,
    });
    const tls = authority.tls(authority.memberState('BE'));
    const signing = createSigning({ tls, clock: systemClock, signs: true, requires: false });
    endpoint = await startEndpoint({ host: '127.0.0.1', port: 0, tls, signing, inbox, voice });
    const strict = createSigning({ tls, clock: systemClock, signs: true, requires: true });
    strictEndpoint = await startEndpoint({ host: '127.0.0.1', port: 0, tls, signing: strict, inbox, voice });
  });
  after(() => Promise.all([endpoint.stop(), strictEndpoint.stop()]));
  beforeEach(() => {
    handled.splice(0);
    complaints.splice(0);
  });

  it('takes a message once, and acknowledges it as often as it comes', async () => {
    for (let times = 0; times < 3; times += 1) assert.equal((await push(exampleOf(operation), 'urn:m:1')).status, 202);
    assert.deepEqual(
      handled.map(({ kind, messageId }) => [kind, messageId]),
      [['request', 'urn:m:1']],
    );
  });

  describe('signatures', () => {
    const post = (body: string, at: Endpoint = endpoint) =>
      send(`${at.url}${riskAnalysisPath}`, {
        method: 'POST',
        headers: { 'content-type': contentType(`${riskAnalysis}/${operation}`) },
        body,
        tls: gateway,
      });
    const unsigned = (id: string) =>
      envelope(wrap(`${operation}ReqMsg`, riskAnalysisNamespace, xmlOf(IE4N03, exampleOf(operation))), addressing(id));
    const signedBy = ({ key, cert }: TlsMaterial, id: string) =>
      signEnvelope(unsigned(id), { key: signingKeyOf({ key, cert }), nowMs: Date.now() });

    it('of the gateway are verified, each counts once', async () => {
      const body = signedBy(gateway, 'urn:m:signed');
      assert.equal((await post(body)).status, 202);
      assert.match((await post(body)).text, /MESSAGE_REPLAYED/);
      assert.equal((await post(signedBy(gateway, 'urn:m:signed'), strictEndpoint)).status, 202);
    });

    it('are refused when they are of another party, faulty, or missing where they must be', async () => {
      assert.match((await post(signedBy(germany, 'urn:m:3'))).text, /SECURITY_TOKEN_UNTRUSTED/);
      assert.match(
        (await post(signedBy(gateway, 'urn:m:4').replace('urn:m:4<', 'urn:m:9<'))).text,
        /SIGNATURE_INVALID/,
      );
      assert.match((await post(unsigned('urn:m:5'), strictEndpoint)).text, /SECURITY_REQUIRED/);
      assert.deepEqual(handled, []);
    });
  });

  it('takes nothing from anybody but the gateway', async () => {
    for (const tls of [germany, stranger]) {
      const { status, text } = await push(exampleOf(operation), 'urn:m:2', tls);
      assert.deepEqual([status, /CALLER_NOT_ADMITTED/.test(text)], [500, true]);
    }
    await assert.rejects(push(exampleOf(operation), 'urn:m:2', { ...gateway, key: '', cert: '' }));
    assert.equal(handled.length, 0);
  });

  it('refuses what is not valid, says why, and what to do about it', async () => {
    const { riskAnalysis: _, ...incomplete } = exampleOf(operation);
    const { status, text } = await push(incomplete, 'urn:m:3');
    assert.equal(status, 500);
    assert.match(text, /riskAnalysis/);
    assert.match(complaints.join(), /MESSAGE_INVALID.*mend/);
    assert.equal(handled.length, 0);
  });

  it('refuses a message without a name, and other paths', async () => {
    assert.match((await push(exampleOf(operation), undefined)).text, /ADDRESSING_INVALID/);
    assert.match((await push(exampleOf(operation), 'urn:m:4', gateway, '/other')).text, /OPERATION_UNKNOWN/);
    assert.equal(handled.length, 0);
  });
});
