/** Receipts of Member States' messages, in each protocol, verified with what CCN2ng publishes. */
import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { type CompactVerifyResult, compactVerify, createLocalJWKSet, type JSONWebKeySet } from 'jose';
import { after, before, describe, it } from 'mocha';
import { receiptMessage } from '../../reference-architecture/contract/receipt.ts';
import { createXmlCodec } from '../../reference-architecture/contract/xml/codec.ts';
import { defaultXmlLimits, parseXml } from '../../reference-architecture/contract/xml/parse.ts';
import type { Receipts } from '../../shared-services/gateway/receipts/giving.ts';
import { signerOf } from '../../shared-services/gateway/receipts/sign.ts';
import type { TlsMaterial } from '../uumds/certificate-authority/certificates.ts';
import { ourAuthority } from './test-support/certificates.ts';
import { letter, mrn, startGateway, type TestGateway } from './test-support/gateway.ts';
import { grpcClient } from './test-support/grpc.ts';
import { send } from './test-support/https.ts';
import { contentType, envelope } from './test-support/soap.ts';

const signer = signerOf(generateKeyPairSync('ed25519').privateKey);
const receipts: Receipts = {
  name: 'test operator',
  gateway: 'ccn2ng',
  signer,
  published: () => ({ keys: [signer.jwk] }),
};
const namespace = 'urn:portorium:exchange:1';
const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const claimsIn = ({ payload }: CompactVerifyResult) => JSON.parse(Buffer.from(payload).toString('utf8'));

describe('receipts of CCN2ng', () => {
  let gateway: TestGateway;
  let belgium: TlsMaterial;
  let keys: JSONWebKeySet;
  const verified = async (jws: unknown) => claimsIn(await compactVerify(String(jws), createLocalJWKSet(keys)));
  const delivered = async (number: number) => {
    const one = letter('BE', mrn(number));
    await gateway.exchange.deliver(one);
    return one;
  };
  const acknowledge = (messageId: string, tls = belgium) =>
    send(`${gateway.url}/rest/v1/exchange/messages/${messageId}/acknowledgement`, {
      method: 'POST',
      body: '{}',
      headers: { 'Content-Type': 'application/json' },
      tls,
    });

  before(async () => {
    const authority = await ourAuthority();
    belgium = authority.tls(authority.memberState('BE'));
    gateway = await startGateway({ receipts });
    const published = await send(`${gateway.url}/.well-known/portorium-receipt-keys`, { tls: belgium });
    assert.equal(published.headers['content-type'], 'application/jwk-set+json; charset=utf-8');
    keys = JSON.parse(published.text);
  });
  after(() => gateway.stop());

  it('say who, which bytes, when, under which operation, and about what', async () => {
    const one = await delivered(1);
    const sinceMs = Date.now();
    const { status, headers } = await acknowledge(one.messageId);
    assert.equal(status, 200);
    const { sub, acceptedAt, ...claims } = await verified(headers['message-receipt']);
    assert.deepEqual(claims, {
      iss: 'test operator',
      gateway: 'ccn2ng',
      circle: 'trusted',
      party: 'BE',
      operation: 'ccn2ng.acknowledgeMessage',
      contractVersion: '1.0.0',
      messageId: sha256('{}'),
      conversationId: one.conversationId,
      sha256: sha256('{}'),
      mrn: mrn(1),
    });
    assert.match(sub, /^[\w-]{43}$/);
    assert.ok(Math.abs(Date.parse(acceptedAt) - sinceMs) < 5000);
  });

  it('stand in the header of a SOAP answer too, as its WSDL says', async () => {
    const one = await delivered(2);
    const body = envelope(
      `<m:AcknowledgeMessage xmlns:m="${namespace}"><m:messageId>${one.messageId}</m:messageId></m:AcknowledgeMessage>`,
    );
    const { text, headers } = await send(`${gateway.url}/soap/v1/exchange`, {
      method: 'POST',
      body,
      headers: { 'Content-Type': contentType() },
      tls: belgium,
    });
    const [header] = parseXml(text, defaultXmlLimits).children;
    const [element] = header?.children ?? [];
    const { content, faults } = createXmlCodec(receiptMessage).read(element!);
    assert.deepEqual(faults, []);
    assert.deepEqual(content, { jws: headers['message-receipt'] });
    const claims = await verified(headers['message-receipt']);
    assert.deepEqual([claims.sha256, claims.mrn], [sha256(body), mrn(2)]);
    const wsdl = (await send(`${gateway.url}/soap/v1/exchange?wsdl`, { tls: belgium })).text;
    assert.match(wsdl, /<soap12:header message="tns:Receipt" part="param" use="literal"\/>/);
  });

  it('come as metadata of a gRPC answer', async () => {
    const one = await delivered(3);
    const client = grpcClient(gateway.grpcAddress, { application: 'ccn2ng', service: 'Exchange' }, belgium);
    try {
      const metadata = await client.metadataOf('AcknowledgeMessage', { messageId: one.messageId });
      const claims = await verified(metadata['message-receipt']);
      // Field 1, a text: tag, length, bytes.
      const bytes = Buffer.concat([Buffer.from([0x0a, one.messageId.length]), Buffer.from(one.messageId)]);
      assert.deepEqual([claims.sha256, claims.party], [sha256(bytes), 'BE']);
    } finally {
      client.close();
    }
  });

  it('are not given for a question, or a refusal', async () => {
    const question = await send(`${gateway.url}/rest/v1/exchange/messages`, { tls: belgium });
    assert.deepEqual([question.status, question.headers['message-receipt']], [200, undefined]);
    const refused = await acknowledge('unknown');
    assert.deepEqual([refused.status, refused.headers['message-receipt']], [404, undefined]);
  });

  it('are left out, and the message is acknowledged, where the facts of its first acceptance cannot be had', async () => {
    const one = await delivered(4);
    const [first, second] = [await acknowledge(one.messageId), await acknowledge(one.messageId)];
    assert.ok(first.headers['message-receipt']);
    // Nobody keeps an audit chain behind this gateway.
    assert.deepEqual([second.status, second.headers['message-receipt']], [200, undefined]);
  });
});
