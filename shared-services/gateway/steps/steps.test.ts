/** Each step of a message by itself: what it refuses, and what it hands on. A whole gateway would hide one behind another. */
import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import type { Operation, PlacedOperation } from '../../../reference-architecture/contract/language.ts';
import { admits } from '../../../reference-architecture/contract/language.ts';
import type { Call, Caller } from '../../kit/call.ts';
import { silentLogger } from '../../kit/logging.ts';
import { Refusal } from '../../kit/refusal.ts';
import type { Place } from '../admission.ts';
import type { ReceiptFacts } from '../receipts/facts.ts';
import { refuse } from '../refusals.ts';
import { admitAddress } from './admit-address.ts';
import { admitPartner } from './admit-partner.ts';
import { authorise } from './authorise.ts';
import { forward } from './forward.ts';
import { giveReceipt } from './give-receipt.ts';
import { identifyService } from './identify.ts';
import { makeRoom } from './make-room.ts';
import { nameMessage } from './name-message.ts';
import { authenticateVisitor, type PageAsked } from './page.ts';
import type { Answered, Authenticated, Forwardable, HttpArrived, Placed, Sized } from './stages.ts';
import { stillBelieved } from './still-believed.ts';
import { takePlace } from './take-place.ts';
import { throttleCaller } from './throttle.ts';
import { validate } from './validate.ts';

const clock = { nowMs: () => Date.parse('2026-11-21T12:00:00Z') };
const caller: Caller = { circle: 'untrusted', party: 'BE0000000001', profiles: ['filer'], subject: 'system-1' };
const placedWith = (operation: Partial<Operation>, name = 'file') =>
  ({
    id: `probe.${name}`,
    name,
    application: { name: 'probe', version: '1.0.0' },
    operation: { effect: 'command', priority: 'B', deadlineMs: 5000, ...operation },
  }) as unknown as PlacedOperation;
const stageOf = (operation: Partial<Operation> = {}, more: object = {}) =>
  ({
    caller,
    conversation: { conversationId: 'c-1', traceparent: 't-1' },
    protocol: 'rest',
    prepared: { placed: placedWith(operation), validate: () => [] },
    content: { LRN: 'L1' },
    unchecked: { LRN: 'L1' },
    structureFaults: [],
    messageId: 'm-1',
    ...more,
  }) as unknown as Forwardable & Answered;
const refused = (work: () => unknown, code: string) => assert.throws(work, { code });
const refusesWith = (code: Parameters<typeof refuse>[0]) => () => {
  throw refuse(code);
};

describe('the audience of a contract', () => {
  const audience = [
    { circle: 'untrusted', profiles: ['filer', 'carrier'] },
    { circle: 'trusted', profiles: ['customs'] },
  ] as const;

  it('admits a circle with one of its own profiles, never one with those of another', () => {
    for (const [circle, profiles, expected] of [
      ['untrusted', ['filer'], true],
      ['untrusted', ['other', 'carrier'], true],
      ['trusted', ['customs'], true],
      ['untrusted', ['customs'], false],
      ['trusted', ['filer', 'carrier'], false],
      ['central', ['filer', 'carrier', 'customs'], false],
      ['untrusted', ['other'], false],
      ['untrusted', [], false],
    ] as const)
      assert.equal(admits(audience, circle, profiles), expected, `${circle} ${profiles.join()}`);
    assert.equal(admits([], 'untrusted', ['filer']), false);
    assert.equal(admits([{ circle: 'untrusted', profiles: [] }], 'untrusted', ['filer']), false);
  });

  it('is asked for each message, by circle and profiles of the caller', () => {
    assert.equal(authorise(stageOf({ audience })).authorised, true);
    refused(() => authorise(stageOf({ audience: [audience[1]] })), 'CALLER_NOT_ADMITTED');
    const other = { caller: { ...caller, profiles: ['customs'] } };
    refused(() => authorise(stageOf({ audience }, other)), 'CALLER_NOT_ADMITTED');
  });
});

describe('steps of a message', () => {
  it('a place counts for where the request comes from', async () => {
    const request = { socket: { remoteAddress: '192.0.2.7' }, headers: {} } as unknown as IncomingMessage;
    const stage = { request } as HttpArrived;
    const seen: unknown[] = [];
    await admitAddress({
      addresses: { admit: async (one: { remoteAddress?: string }) => void seen.push(one.remoteAddress) } as never,
    })(stage);
    assert.deepEqual(seen, ['192.0.2.7']);
    const full = admitAddress({ addresses: { admit: async () => refusesWith('THROTTLED')() } as never });
    await assert.rejects(full(stage), { code: 'THROTTLED' });
  });

  it('a place for work is taken, and not had where there is none', () => {
    refused(() => takePlace({ place: { take: refusesWith('OVERLOADED') } } as never), 'OVERLOADED');
  });

  it('a service of SOAP is asked by POST', () => {
    const step = identifyService({ soapRoutes: { service: () => ({}) } as never });
    const asked = (method: string) =>
      step({ request: { method }, url: '/x' } as unknown as HttpArrived & Placed & Sized);
    assert.equal(asked('POST').protocol, 'soap');
    for (const method of ['GET', 'PUT', 'HEAD']) refused(() => asked(method), 'METHOD_NOT_ALLOWED');
  });

  it('a partner that is blocked is not listened to; by its party, whatever its name', () => {
    const barred = (name: string) =>
      admitPartner({ partners: { isBarred: (kind, asked) => `${kind} ${asked}` === `party ${name}` } });
    refused(() => barred(caller.party)(stageOf()), 'PARTNER_BLOCKED');
    assert.ok(barred('BE0000000002')(stageOf()));
    assert.ok(barred(caller.subject)(stageOf()));
  });

  describe('the share of a caller', () => {
    const taking = async (refusing?: 'places' | 'credential' | 'party') => {
      const told: string[] = [];
      const throttle = (by: string) => ({
        take: async (key: string) => {
          told.push(`${by} ${key}`);
          if (refusing === by) throw refuse('THROTTLED');
        },
      });
      const place = {
        holdFor: (party: string) => {
          told.push(`places ${party}`);
          if (refusing === 'places') throw refuse('THROTTLED');
        },
      };
      const step = throttleCaller({
        throttle: throttle('party'),
        credentialThrottle: throttle('credential'),
        metrics: { turnedAway: (by: string) => void told.push(`turned away: ${by}`) } as never,
      });
      const done = step(stageOf({}, { place })).then(
        () => 'done',
        (error: unknown) => (error as Refusal).code,
      );
      return { code: await done, told };
    };
    const [places, credential, party] = [
      `places ${caller.party}`,
      `credential ${caller.party} ${caller.subject}`,
      `party ${caller.party}`,
    ];

    it('is of places, then of the credential, then of the party', async () =>
      assert.deepEqual(await taking(), { code: 'done', told: [places, credential, party] }));

    it('is refused by each of them, and what comes behind is not used up', async () => {
      const of = async (by: 'places' | 'credential' | 'party', told: string[]) =>
        assert.deepEqual(await taking(by), { code: 'THROTTLED', told: [...told, `turned away: ${by}`] });
      await of('places', [places]);
      await of('credential', [places, credential]);
      await of('party', [places, credential, party]);
    });
  });

  it('room is asked for by the class of the operation; who may wait for news gives its place', () => {
    const told: string[] = [];
    const place = {
      assertRoomFor: (priority: string) => void told.push(priority),
      wait: (party: string) => void told.push(`wait ${party}`),
    } as unknown as Place;
    const step = makeRoom(new Set(['probe.file']));
    step(stageOf({ priority: 'C' }, { place }));
    step(stageOf({ priority: 'A' }, { place, unchecked: { waitSeconds: '20' } }));
    makeRoom(new Set())(stageOf({ priority: 'B' }, { place, unchecked: { waitSeconds: 20 } }));
    assert.deepEqual(told, ['C', 'A', `wait ${caller.party}`, 'B']);
    const full = { place: { ...place, assertRoomFor: refusesWith('OVERLOADED') } };
    refused(() => step(stageOf({}, full)), 'OVERLOADED');
  });

  it('content is refused for faults of its structure or of its contract, with all of them, on the day it is', () => {
    const fault = (code: string) => ({ code, path: [], message: code });
    const days: string[] = [];
    const of = (structure: string[], found: string[]) =>
      stageOf(
        {},
        {
          structureFaults: structure.map(fault),
          prepared: {
            placed: placedWith({}),
            validate: (_: unknown, day: string) => {
              days.push(day);
              return found.map(fault);
            },
          },
        },
      );
    const step = validate({ clock });
    assert.deepEqual(step(of([], [])).content, { LRN: 'L1' });
    for (const [structure, found] of [
      [['S'], []],
      [[], ['F']],
      [['S'], ['F', 'G']],
    ] as [string[], string[]][])
      assert.throws(
        () => step(of(structure, found)),
        (error) =>
          error instanceof Refusal &&
          error.code === 'MESSAGE_INVALID' &&
          error.faults.map(({ code }) => code).join() === [...structure, ...found].join(),
      );
    assert.deepEqual([...new Set(days)], ['2026-11-21']);
  });

  it('the name of a command holds within its party and operation; without one it is the hash of its bytes', () => {
    const nameOf = (more: object, operation: Partial<Operation> = {}) =>
      nameMessage(stageOf(operation, more)).messageId;
    assert.equal(nameOf({ givenId: 'x' }), 'BE0000000001/file/x');
    assert.equal(nameOf({ givenId: 'x', caller: { ...caller, party: 'DE1' } }), 'DE1/file/x');
    assert.equal(nameOf({ received: { sha256: 'abc' } }), 'BE0000000001/file/abc');
    assert.equal(nameOf({}), nameOf({}));
    assert.notEqual(nameOf({}), nameOf({ content: { LRN: 'L2' } }));
    assert.equal(nameOf({ givenId: 'x' }, { effect: 'query' }), 'x');
    for (const givenId of ['', ' x', 'a b', 'é', 'x'.repeat(201), 'a\n'])
      refused(() => nameOf({ givenId }), 'MESSAGE_ID_INVALID');
  });

  describe('before an answer', () => {
    const asking = (effect: Operation['effect'], more: object = {}, barred = false) =>
      stillBelieved({ partners: { isBarred: () => barred } })(stageOf({ effect }, more));

    it('whoever is believed no more, or is blocked meanwhile, is told nothing', () => {
      refused(() => asking('query', { assertStill: refusesWith('NOT_ENTITLED') }), 'NOT_ENTITLED');
      refused(() => asking('query', {}, true), 'PARTNER_BLOCKED');
      assert.ok(asking('query', { assertStill: () => {} }));
    });

    it('of what is done already its sender is told', () =>
      assert.ok(asking('command', { assertStill: refusesWith('NOT_ENTITLED') }, true)));
  });

  it('a visitor’s token is asked for again before an answer', async () => {
    const token = { subject: 'somebody' };
    const asked: unknown[] = [];
    const bearer = {
      authenticate: async (header: string) => {
        asked.push(header);
        return token;
      },
      assertBelieved: (one: unknown) => {
        assert.equal(one, token);
        throw refuse('NOT_ENTITLED');
      },
    };
    const stage: Authenticated = await authenticateVisitor(bearer as never, (proved) => {
      assert.equal(proved, token);
      return caller;
    })<PageAsked>({ accessToken: 'secret' } as PageAsked);
    assert.deepEqual([asked, stage.caller], [['Bearer secret'], caller]);
    refused(() => stage.assertStill?.(), 'NOT_ENTITLED');
  });

  it('what is passed on says who asks, for whom, by which gateway, and until when', async () => {
    const carried: { id: string; content: unknown; call: Omit<Call, 'accepted'> }[] = [];
    const actingFor = { eori: 'BE9', mandateIds: ['m'] };
    const carry = async (id: string, content: unknown, { accepted, ...call }: Call) => {
      carried.push({ id, content, call });
      accepted?.({ outcome: 'accepted', acceptedAtMs: 1, conversationId: 'c-1' });
      return { MRN: 'x' };
    };
    const step = forward({ carry: carry as never, clock, via: 'speed2ng' });
    const { reply, acceptance } = await step(stageOf({}, { actingFor, again: true }));
    assert.deepEqual([reply, acceptance?.acceptedAtMs], [{ MRN: 'x' }, 1]);
    assert.deepEqual(carried, [
      {
        id: 'probe.file',
        content: { LRN: 'L1' },
        call: {
          ...{ caller, actingFor, conversationId: 'c-1', traceparent: 't-1', messageId: 'm-1', via: 'speed2ng' },
          ...{ protocol: 'rest', again: true, deadlineAtMs: clock.nowMs() + 5000 },
        },
      },
    ]);
    assert.equal((await step(stageOf({ effect: 'query' }))).acceptance, undefined, 'of a question nothing is accepted');
    assert.equal('actingFor' in carried[1]!.call, false);
  });

  describe('a receipt', () => {
    const signed: Record<string, unknown>[] = [];
    const receiptIssuer = {
      ...{ name: 'issuer', gateway: 'speed2ng' },
      signer: { sign: (claims: object) => `jws ${signed.push(claims as Record<string, unknown>)}` },
    };
    const first = { ...stageOf(), circle: 'untrusted', party: caller.party, subject: 'first', acceptedAtMs: 7 };
    const firstFacts = { ...first, placed: placedWith({}), conversationId: 'c-first' } as unknown as ReceiptFacts;
    const giving = (acceptance: object | undefined, acceptances: () => Promise<ReceiptFacts[]>) =>
      giveReceipt({ receiptIssuer, acceptances, clock, log: silentLogger() })(
        stageOf(
          {},
          {
            received: { sha256: 'abc' },
            ...(acceptance === undefined
              ? {}
              : { acceptance: { acceptedAtMs: 9, conversationId: 'c-1', ...acceptance } }),
          },
        ),
      );
    const never = () => Promise.reject(new Error('not to be asked'));

    it('says what was committed: whose bytes, when, and which', async () => {
      const { receipt } = await giving({ outcome: 'accepted', reference: 'r' }, never);
      assert.equal(receipt, 'jws 1');
      const { party, sha256, acceptedAt, conversationId, reference } = signed[0]!;
      assert.deepEqual(
        { party, sha256, acceptedAt, conversationId, reference },
        {
          ...{ party: caller.party, sha256: 'abc', conversationId: 'c-1', reference: 'r' },
          acceptedAt: '1970-01-01T00:00:00.009Z',
        },
      );
    });

    it('of a repetition is the one of the first time, or none; and the message is acknowledged all the same', async () => {
      await giving({ outcome: 'done' }, async () => [firstFacts]);
      assert.deepEqual(
        [signed.at(-1)?.['conversationId'], signed.at(-1)?.['acceptedAt']],
        ['c-first', '1970-01-01T00:00:00.007Z'],
      );
      assert.equal((await giving({ outcome: 'done' }, async () => [])).receipt, undefined);
      assert.equal((await giving({ outcome: 'done' }, never)).receipt, undefined);
    });

    it('is not given where nothing was committed', async () =>
      assert.equal((await giving(undefined, never)).receipt, undefined));
  });
});
