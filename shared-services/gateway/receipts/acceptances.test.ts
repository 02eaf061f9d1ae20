/** Which acceptances of the audit chain are those of a message: of the caller, the operation, and nothing that looks like it. */
import assert from 'node:assert/strict';
import type { Application, PlacedOperation } from '../../../reference-architecture/contract/language.ts';
import type { Caller } from '../../kit/call.ts';
import type { Calls } from '../../kit/rpc/calls.ts';
import { createAcceptances, receiptedIn } from './acceptances.ts';
import { fetchReceipts } from './fetch.ts';

const caller: Caller = { circle: 'untrusted', party: 'BE0000000001', profiles: ['filer'], subject: 'system-1' };
const placed = {
  id: 'entry.File.file',
  name: 'file',
  application: { name: 'entry', version: '1.0.0' },
  operation: { effect: 'command', audit: { event: 'filed' } },
} as unknown as PlacedOperation;
const found = {
  ...{ messageId: 'BE0000000001/file/m', component: 'entry', event: 'filed', subject: 'system-1' },
  ...{ conversationId: 'c', acceptedAtMs: 7, reference: 'r', contentSha256: 'ab' },
};
const own = { name: 'speed2ng', platform: 'speed2ng', version: '1.0.0' } as unknown as Application;
const of = { caller, conversationId: 'c', traceparent: 't', deadlineAtMs: 1 };

const asking = async (...acceptance: object[]) => {
  const asked: unknown[] = [];
  const listAcceptances = async (request: unknown) => {
    asked.push(request);
    return { acceptance };
  };
  const calls = { to: () => ({ listAcceptances }) } as unknown as Calls;
  const facts = await createAcceptances({ calls, own })([{ placed, messageId: found.messageId }], of);
  return { facts, asked };
};

describe('acceptances of a message', () => {
  it('are asked for in the name of its party alone, and told with what was committed', async () => {
    const { facts, asked } = await asking(found);
    assert.deepEqual(asked, [{ party: caller.party, messageId: [found.messageId] }]);
    const { messageId, subject, conversationId, acceptedAtMs, reference } = found;
    const told = { placed, circle: 'untrusted', party: caller.party, sha256: 'ab' };
    assert.deepEqual(facts, [{ ...told, messageId, subject, conversationId, acceptedAtMs, reference }]);
  });

  it('are the first of it; of another message, component or event they are none', async () => {
    const { facts } = await asking(found, { ...found, acceptedAtMs: 9 });
    assert.deepEqual(
      facts.map(({ acceptedAtMs }) => acceptedAtMs),
      [7],
    );
    for (const other of [{ messageId: 'BE0000000001/file/n' }, { component: 'mailbox' }, { event: 'asked' }])
      assert.deepEqual((await asking({ ...found, ...other })).facts, [], JSON.stringify(other));
    assert.deepEqual((await asking()).facts, []);
  });
});

describe('operations that a circle has receipts of', () => {
  const operation = (effect: string, circle: string) => ({ effect, audience: [{ circle, profiles: ['filer'] }] });
  const catalogue = [
    {
      name: 'entry',
      services: {
        Open: { operations: { file: operation('command', 'untrusted'), ask: operation('query', 'untrusted') } },
        Ours: { internal: true, operations: { keep: operation('command', 'untrusted') } },
        Theirs: { operations: { send: operation('command', 'trusted') } },
      },
    },
  ] as unknown as readonly Application[];

  it('are its own commands at services that are open', () => {
    const names = (circle: string) => receiptedIn(catalogue, circle).map(({ name }) => name);
    assert.deepEqual([names('untrusted'), names('trusted'), names('central')], [['file'], ['send'], []]);
  });

  it('are those under which a receipt is looked for; none is found where nothing was accepted, or none are given', async () => {
    const asked: string[] = [];
    const acceptances = async (messages: readonly { readonly messageId: string }[]) => {
      asked.push(...messages.map(({ messageId }) => messageId));
      return [];
    };
    const call = { ...of } as never;
    const issuer = { name: 'i', gateway: 'speed2ng', signer: { sign: () => 'jws' } };
    const unknown = { code: 'RECEIPT_UNKNOWN' };
    await assert.rejects(
      async () => fetchReceipts({ acceptances, catalogue, issuer })({ messageId: 'm' }, call),
      unknown,
    );
    assert.deepEqual(asked, ['BE0000000001/file/m']);
    const none = fetchReceipts({ acceptances, catalogue, issuer: undefined });
    await assert.rejects(async () => none({ messageId: 'm' }, call), unknown);
    assert.equal(asked.length, 1);
  });
});
