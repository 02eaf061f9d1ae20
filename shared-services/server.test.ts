/** The administrators’ door, with an application of its own behind it that notes what it is asked to do. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'mocha';
import { application, operation, service } from '../reference-architecture/contract/language.ts';
import { element, message, token } from '../reference-architecture/contract/schema.ts';
import type { Listening } from './gateway/server.ts';
import type { Call } from './kit/call.ts';
import { systemClock } from './kit/clock.ts';
import { silentLogger } from './kit/logging.ts';
import { createMetrics } from './kit/metrics.ts';
import { Refusal } from './kit/refusal.ts';
import { startSharedServices } from './server.ts';

const namespace = 'urn:test';
const thing = element({ thing: token({ maxLength: 10 }), reason: token({ maxLength: 10 }) });

const change = operation({
  summary: 'Changes a thing.',
  audience: [{ circle: 'administrators', profiles: ['operator'] }],
  effect: 'command',
  priority: 'C',
  request: message('Change', namespace, 'Change', thing),
  reply: message('Changed', namespace, 'Changed', element({ thing: token({ maxLength: 10 }) })),
  refusals: {},
  emits: [],
  audit: { event: 'test.change' },
  retention: 'none',
  deadlineMs: 1000,
  bpmnTask: 'x.bpmn#Y',
  rest: { method: 'POST', path: '/things/{thing}/changes', status: 201 },
});

const contract = application({
  ...{ name: 'test', platform: 'cdco', title: '', description: '', owner: '', version: '1' },
  services: { Test: service({ title: '', namespace, version: '1', operations: { change } }) },
  ...{ events: {}, notifications: {}, subscribes: [] },
});

describe('the administrators’ door', () => {
  let door: Listening;
  let calls: { readonly content: unknown; readonly call: Call }[] = [];
  before(async () => {
    door = await startSharedServices({
      carry: (async (_id: string, content: unknown, call: Call) => {
        calls.push({ content, call });
        return { thing: 'a' };
      }) as never,
      catalogue: [contract],
      codeLists: { isMember: () => true } as never,
      bearer: {
        assertBelieved: () => undefined,
        authenticate: async (authorization) => {
          const [, name = ''] = (authorization ?? '').split(' ');
          if (name === '') throw new Refusal({ code: 'TOKEN_MISSING', status: 'unauthenticated', title: 'Who asks?' });
          const [circle, profile = ''] = name.split('/');
          return { circle, profiles: [profile], subject: `subject of ${name}` } as never;
        },
      },
      host: '127.0.0.1',
      port: 0,
      limits: { maxBytes: 1000 },
      clock: systemClock,
      log: silentLogger(),
      metrics: createMetrics('test'),
    });
  });
  after(() => door.stop());
  beforeEach(() => {
    calls = [];
  });

  const post = async (body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${door.url}/rest/v1/things/a/changes`, {
      method: 'POST',
      headers: { Authorization: 'Bearer administrators/operator', 'Content-Type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;

  it('carries a command, with the path and the body as one message', async () => {
    const answer = await post({ reason: 'needed' });
    assert.deepEqual([answer.status, await answer.json()], [201, { thing: 'a' }]);
    assert.deepEqual(calls[0]?.content, { thing: 'a', reason: 'needed' });
    const { caller, via, protocol } = calls[0]!.call;
    assert.deepEqual(
      [caller.circle, caller.party, via, protocol],
      ['administrators', 'subject of administrators/operator', 'shared-services', 'rest'],
    );
  });

  it('gives a repetition the name of the first, and another content another', async () => {
    for (const reason of ['needed', 'needed', 'other']) await post({ reason });
    await post({ reason: 'other' }, { 'Idempotency-Key': 'mine' });
    const [first, second, third, fourth] = calls.map(({ call }) => call.messageId);
    assert.equal(first, second);
    assert.equal(new Set([first, third, fourth]).size, 3);
  });

  it('carries nothing that the contract does not grant, or that is not the message', async () => {
    const refused: [Promise<Response>, number, string][] = [
      [post({ reason: 'x' }, { Authorization: '' }), 401, 'TOKEN_MISSING'],
      [post({ reason: 'x' }, { Authorization: 'Bearer untrusted/operator' }), 403, 'CALLER_NOT_ADMITTED'],
      [post({ reason: 'x' }, { Authorization: 'Bearer administrators/auditor' }), 403, 'CALLER_NOT_ADMITTED'],
      [post({}), 400, 'MESSAGE_INVALID'],
      [post('{'), 400, 'MESSAGE_MALFORMED'],
      [post('x', { 'Content-Type': 'text/plain' }), 415, 'MESSAGE_TYPE_UNSUPPORTED'],
      [post({ reason: 'x'.repeat(2000) }), 413, 'MESSAGE_TOO_LARGE'],
    ];
    for (const [answer, status, code] of refused) {
      const given = await answer;
      assert.deepEqual([given.status, await codeOf(given)], [status, code]);
    }
    assert.deepEqual(calls, []);
  });
});
