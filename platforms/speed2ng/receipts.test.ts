/** Receipts of traders' messages, by REST and both versions of SOAP. */
import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { compactVerify, importJWK } from 'jose';
import { after, before, beforeEach, describe, it } from 'mocha';
import { createClientAsync } from 'soap';
import { receiptMessage } from '../../reference-architecture/contract/receipt.ts';
import { createXmlCodec } from '../../reference-architecture/contract/xml/codec.ts';
import { defaultXmlLimits, parseXml } from '../../reference-architecture/contract/xml/parse.ts';
import { signerOf } from '../../shared-services/gateway/receipts/sign.ts';
import type { Acceptance } from '../../shared-services/kit/call.ts';
import { startTestGateway, type TestGateway, trader } from './test-support/gateway.ts';

const signer = signerOf(generateKeyPairSync('ed25519').privateKey);
const receipts = { name: 'test', gateway: 'speed2ng', signer, published: () => ({ keys: [signer.jwk] }) };
const acceptance: Acceptance = {
  outcome: 'accepted',
  acceptedAtMs: Date.parse('2026-11-21T12:00:00.123Z'),
  conversationId: 'of-the-case',
  reference: '26BE00000001000ST4',
};
const filing = {
  LRN: 'L1',
  declarant: { identificationNumber: trader },
  goodsItem: [{ goodsItemNumber: 1, grossMass: '1' }],
};
const filingXml = `<n:IE3F99 xmlns:n="urn:test:probe:1"><n:LRN>L1</n:LRN><n:declarant><n:identificationNumber>${trader}</n:identificationNumber></n:declarant><n:goodsItem><n:goodsItemNumber>1</n:goodsItemNumber><n:grossMass>1</n:grossMass></n:goodsItem></n:IE3F99>`;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('receipts of SPEED2ng', () => {
  let gateway: TestGateway;
  let authorization: string;
  before(async () => {
    gateway = await startTestGateway({ receipts });
    authorization = await gateway.authorization();
  });
  after(() => gateway.stop());
  beforeEach(() => {
    gateway.answerWith(async (_operationId, _request, call) => {
      call.accepted?.(acceptance);
      return { LRN: 'L1', MRN: '26BE00000001000ST4', text: 'yes' };
    });
  });

  const claimsOf = async (response: Response) => {
    const { payload } = await compactVerify(
      response.headers.get('message-receipt') ?? '',
      await importJWK({ ...signer.jwk }),
    );
    return JSON.parse(Buffer.from(payload).toString('utf8'));
  };
  const post = (path: string, body: string, type: string, more: Record<string, string> = {}) =>
    fetch(`${gateway.url}${path}`, { method: 'POST', body, headers: { authorization, 'content-type': type, ...more } });

  it('are in a header of the answer, under the name that the sender gave', async () => {
    const body = JSON.stringify(filing);
    const response = await post('/rest/v1/probe/filings', body, 'application/json', { 'idempotency-key': 'mine-1' });
    assert.equal(response.status, 201);
    const { sub: _, ...claims } = await claimsOf(response);
    assert.deepEqual(claims, {
      iss: 'test',
      gateway: 'speed2ng',
      circle: 'untrusted',
      party: trader,
      operation: 'probe.fileIE3F99',
      contractVersion: '1.0.0',
      messageId: 'mine-1',
      conversationId: 'of-the-case',
      sha256: sha256(body),
      acceptedAt: '2026-11-21T12:00:00.123Z',
      mrn: '26BE00000001000ST4',
    });
    assert.doesNotMatch(JSON.stringify(claims), /subject-of-test/);
  });

  it('of a one-way message are in the header of the 202', async () => {
    const response = await post('/rest/v1/probe/notes', '{"text":"x"}', 'application/json');
    assert.deepEqual([response.status, (await claimsOf(response)).operation], [202, 'probe.oneWay']);
  });

  for (const [version, type, namespace] of [
    ['1.1', 'text/xml', 'http://schemas.xmlsoap.org/soap/envelope/'],
    ['1.2', 'application/soap+xml', 'http://www.w3.org/2003/05/soap-envelope'],
  ] as const) {
    it(`are in the envelope of SOAP ${version} too`, async () => {
      const body = `<s:Envelope xmlns:s="${namespace}"><s:Body>${filingXml}</s:Body></s:Envelope>`;
      const response = await post('/soap/v1/probe', body, type);
      const [header] = parseXml(await response.text(), defaultXmlLimits).children;
      const { content, faults } = createXmlCodec(receiptMessage).read(header!.children[0]!);
      assert.deepEqual([faults, content], [[], { jws: response.headers.get('message-receipt') }]);
      assert.equal((await claimsOf(response)).sha256, sha256(body));
    });
  }

  it('are read by the soap package, from the WSDL', async () => {
    const client = await createClientAsync(`${gateway.url}/soap/v1/probe?wsdl`);
    client.addHttpHeader('authorization', authorization);
    const [reply, , header] = await client['fileIE3F99Async'](filing);
    assert.equal(reply.MRN, '26BE00000001000ST4');
    await compactVerify(header.Receipt.jws, await importJWK({ ...signer.jwk }));
  });

  it('are not given for a question, a refusal, or a command of which nothing was committed', async () => {
    const question = await fetch(`${gateway.url}/rest/v1/probe/urgent/x`, { headers: { authorization } });
    assert.deepEqual([question.status, question.headers.get('message-receipt')], [200, null]);
    const refused = await post('/rest/v1/probe/filings', '{}', 'application/json');
    assert.deepEqual([refused.status, refused.headers.get('message-receipt')], [400, null]);
    gateway.answerWith(async () => ({ LRN: 'L1', MRN: 'M1' }));
    const silent = await post('/rest/v1/probe/filings', JSON.stringify(filing), 'application/json');
    assert.deepEqual([silent.status, silent.headers.get('message-receipt')], [201, null]);
  });

  it('have keys that anybody may read, and keep', async () => {
    const response = await fetch(`${gateway.url}/.well-known/portorium-receipt-keys`);
    assert.deepEqual(await response.json(), { keys: [signer.jwk] });
    assert.equal(response.headers.get('cache-control'), 'public, max-age=3600');
  });
});
