import assert from 'node:assert/strict';
import { renderAsyncApi } from './asyncapi.ts';
import type { JsonObject } from './json-components.ts';
import { asyncApiFaults } from './support/check-documents.ts';
import { sample } from './support/sample.ts';

const document = renderAsyncApi(sample) ?? assert.fail();
const { channels, operations, components } = document as Record<string, Record<string, JsonObject>>;

describe('AsyncAPI of a contract', () => {
  it('is valid AsyncAPI 3.0', () => {
    assert.deepEqual(asyncApiFaults(document), []);
  });

  it('is recognised as invalid when it is', () => {
    assert.notDeepEqual(asyncApiFaults({ ...document, channels: { x: { address: 1 } } }), []);
    assert.notDeepEqual(asyncApiFaults({ ...document, channels: {} }), []);
  });

  it('has a mailbox of each circle that is notified, and a channel for each event', () => {
    const addresses = Object.entries(channels ?? {}).map(([name, { address }]) => [name, address]);
    assert.deepEqual(addresses, [
      ['speed2ngMailbox', 'speed2ng/mailboxes/{party}'],
      ['ccn2ngMailbox', 'ccn2ng/mailboxes/{party}'],
      ['eventDeclarationTaken', 'events/sample-application.declarationTaken'],
    ]);
  });

  it('says priority, expiry and profiles of a notification', () => {
    assert.equal(operations?.sendRiskHit?.['x-portorium-priority'], 'A');
    assert.equal(operations?.sendRiskHit?.['x-portorium-expires-after-ms'], 3_600_000);
    assert.deepEqual(operations?.sendRiskHit?.['x-portorium-profiles'], ['national-entry-system']);
  });

  it('says what each message carries', () => {
    const messages = components?.messages as unknown as Record<string, JsonObject>;
    assert.deepEqual(messages.declarationRegistered?.payload, { $ref: '#/components/schemas/IE4R05Type' });
  });

  it('is nothing where the application sends nothing', () => {
    assert.equal(renderAsyncApi({ ...sample, events: {}, notifications: {} }), undefined);
  });
});
