import assert from 'node:assert/strict';
import type { Refusal } from '../../../shared-services/kit/refusal.ts';
import { contract } from './contract.ts';
import { isMrn } from './domain/mrn.ts';
import type { Filing } from './messages/filings.ts';
import { insertFilings } from './storage/filings.ts';
import { validMessage } from './test-support/examples.ts';
import {
  declarant,
  expressFiling,
  faultsOf,
  receivedAs,
  type Scene,
  startScene,
  trader,
} from './test-support/scene.ts';

interface Receipt {
  readonly MRN: string;
  readonly LRN: string;
  readonly registrationDate: { readonly DateTime: string };
}

describe('entry: registering a filing', () => {
  let scene: Scene;
  before(async () => {
    scene = await startScene();
  });
  after(() => scene.stop());
  beforeEach(() => scene.reset());

  const file = async (message: Filing, more = {}) =>
    (await scene.as(trader, { received: receivedAs(message), ...more })('fileIE3F32', message)) as Receipt;

  const stored = async () => {
    const [counts] = await scene.components.admin<{ filings: number; documents: number; events: number }>(
      `select (select count(*)::int from portorium_entry.filing) as filings,
        (select count(*)::int from portorium_entry.filing_document) as documents,
        (select count(*)::int from portorium_entry.outbox) as events`,
    );
    return counts;
  };

  it('gives an MRN of the Member State of first entry, and an answer that fits its contract', async () => {
    const receipt = await file(expressFiling('A-1'));
    assert.ok(isMrn(receipt.MRN));
    assert.match(receipt.MRN, /^26BE/);
    assert.equal(receipt.registrationDate.DateTime, '2026-11-21T12:05:00Z');
    const { reply } = contract.services.EntrySummaryDeclaration.operations.fileIE3F32;
    assert.deepEqual(faultsOf(reply!, receipt), []);
  });

  for (const kind of ['F10', 'F11', 'F24', 'F26', 'F32', 'F43']) {
    it(`takes ${kind}`, async () => {
      const message = validMessage(`fileIE3${kind}`) as Filing;
      const receipt = await scene.as(trader, { received: receivedAs(message) })(`fileIE3${kind}`, message);
      const { reply } = contract.services.EntrySummaryDeclaration.operations.fileIE3F10;
      assert.deepEqual(faultsOf(reply!, receipt), []);
      assert.equal((await stored())?.filings, 1);
    });
  }

  it('keeps the exact text, tells it on with its conversation, and records it, in one transaction', async () => {
    const message = expressFiling('A-1');
    const received = { ...receivedAs(message), text: JSON.stringify(message, undefined, 3) };
    const { MRN } = await file(message, { received, conversationId: 'ours', messageId: 'theirs' });
    const [document] = await scene.store.query<{ received: string; message: null }>(
      'select received, message from filing_document',
    );
    assert.deepEqual(document, { received: received.text, message: null });
    const [event, ...others] = await scene.outbox();
    assert.deepEqual(others, []);
    assert.deepEqual(
      [event?.name, event?.subscriber, event?.orderingKey, event?.conversationId],
      ['entry.filingRegistered', 'entry', MRN, 'ours'],
    );
    assert.deepEqual(event?.content, { MRN, LRN: 'A-1', declarant, messageType: 'IE3F32' });
    const [record] = await scene.components.admin<Record<string, unknown>>(
      'select * from portorium_audit.record where reference = $1',
      [MRN],
    );
    assert.deepEqual(
      [
        record?.['event'],
        record?.['outcome'],
        record?.['conversation_id'],
        record?.['message_id'],
        record?.['party'],
        record?.['content_sha256'],
      ],
      ['entry.filing.register', 'accepted', 'ours', 'theirs', trader, received.sha256],
    );
    const [row] = await scene.store.query<Record<string, unknown>>('select * from filing');
    assert.deepEqual(
      [
        row?.['declarant'],
        row?.['submitted_by'],
        row?.['responsible_member_state'],
        row?.['involved_member_states'],
        row?.['state'],
      ],
      [declarant, trader, 'BE', ['BE', 'DE'], 'registered'],
    );
  });

  it('the same LRN with the same content: the same answer, nothing more stored, and a record of it', async () => {
    const first = await file(expressFiling('A-1'));
    scene.clock.nowAtMs += 86_400_000;
    const again = await file(expressFiling('A-1'));
    scene.clock.nowAtMs -= 86_400_000;
    assert.deepEqual(again, first);
    assert.deepEqual(await stored(), { filings: 1, documents: 1, events: 1 });
    assert.deepEqual(
      (await scene.records(first.MRN)).map(({ outcome }) => outcome),
      ['accepted', 'done'],
    );
  });

  it('the same content counts as the same, whatever text it came as', async () => {
    const message = expressFiling('A-1');
    const first = await file(message, {
      received: { ...receivedAs(message), text: JSON.stringify(message, undefined, 2) },
    });
    const xml = { contentType: 'application/soap+xml', text: '<not read again/>', sha256: 'x' };
    // As a reader of XML may make it: objects without a prototype, absent elements said to be undefined.
    const read = Object.assign(Object.create(null), { ...message, hrcmScreeningResults: undefined }) as Filing;
    assert.deepEqual(await file(read, { received: xml }), first);
    const second = await file({ ...expressFiling('A-2') }, { received: xml });
    assert.deepEqual(await file(expressFiling('A-2')), second);
  });

  it('the same LRN with other content is refused (R3003), and nothing is stored', async () => {
    await file(expressFiling('A-1'));
    const before = await stored();
    const other = { ...expressFiling('A-1'), documentIssueDate: { DateTime: '2026-11-21T12:00:01Z' } } as Filing;
    await assert.rejects(file(other), (refusal: Refusal) => {
      assert.deepEqual(
        [refusal.code, refusal.status, refusal.faults[0]?.code],
        ['ENTRY_LRN_USED', 'conflict', 'R3003'],
      );
      return true;
    });
    assert.deepEqual(await stored(), before);
  });

  it('the LRN of one declarant is no other’s', async () => {
    const other = structuredClone(expressFiling('A-1')) as Filing & { declarant: { identificationNumber: string } };
    other.declarant.identificationNumber = 'NL0000000004';
    const [one, two] = [await file(expressFiling('A-1')), await file(other)];
    assert.notEqual(one.MRN, two.MRN);
  });

  it('tells all faults of an invalid filing, and stores nothing', async () => {
    const broken = structuredClone(expressFiling('A-1')) as unknown as {
      declarant: { identificationNumber: string };
      representative: { identificationNumber: string };
      addressedMemberState?: unknown;
      customsOfficeOfFirstEntry?: unknown;
    };
    broken.declarant.identificationNumber = 'BE9999999999';
    broken.representative.identificationNumber = 'DE999999999999999';
    delete broken.addressedMemberState;
    delete broken.customsOfficeOfFirstEntry;
    await assert.rejects(file(broken as unknown as Filing), (refusal: Refusal) => {
      assert.equal(refusal.code, 'ENTRY_FILING_INVALID');
      const codes = refusal.faults.map(({ code }) => code);
      assert.equal(codes.filter((code) => code === 'R3005').length, 2);
      assert.ok(codes.includes('R3034'), `${codes}`);
      return true;
    });
    assert.deepEqual(await stored(), { filings: 0, documents: 0, events: 0 });
  });

  it('a register that is away refuses for now, and stores nothing', async () => {
    scene.neighbours['eos.findOperators'] = () => {
      throw new Error('away');
    };
    scene.clock.nowAtMs += 200_000_000;
    await assert.rejects(file(expressFiling('A-1')), /away/);
    scene.clock.nowAtMs -= 200_000_000;
    assert.equal((await stored())?.filings, 0);
  });

  it('200 at once, among them repetitions and one that takes a used LRN: each gets its own answer', async () => {
    await file(expressFiling('taken'));
    const before = await stored();
    const lrns = [...Array(200).keys()].map((number) => `B-${number % 120}`);
    const wrong = { ...expressFiling('taken'), documentIssueDate: { DateTime: '2026-11-21T11:59:59Z' } } as Filing;
    const [results, refused] = await Promise.all([
      Promise.all(lrns.map((LRN) => file(expressFiling(LRN)))),
      file(wrong).catch((error: Refusal) => error.code),
    ]);
    assert.equal(refused, 'ENTRY_LRN_USED');
    const byLrn = new Map<string, string>();
    for (const [index, { LRN, MRN }] of results.entries()) {
      assert.equal(LRN, lrns[index]);
      assert.equal(byLrn.get(LRN) ?? MRN, MRN);
      byLrn.set(LRN, MRN);
    }
    assert.equal(new Set(byLrn.values()).size, 120);
    const counts = await stored();
    assert.deepEqual(counts, {
      filings: before!.filings + 120,
      documents: before!.documents + 120,
      events: before!.events + 120,
    });
  });

  it('two processes that take the same filings in opposite orders do not lock each other out', async () => {
    const submissions = [...Array(40).keys()].map((number) => {
      const message = expressFiling(`C-${number}`);
      return { LRN: `C-${number}`, message };
    });
    // Slow enough that both are in the middle at the same time.
    await scene.components.admin(`
      create function portorium_entry.dawdle() returns trigger language plpgsql as 'begin perform pg_sleep(0.002); return new; end';
      create trigger dawdle before insert on portorium_entry.filing for each row execute function portorium_entry.dawdle()`);
    const insert = (order: typeof submissions, serial: number) =>
      scene.store.transaction((transaction) =>
        insertFilings(
          transaction,
          order.map(({ LRN, message }, index) => ({
            MRN: `26BE${serial + index}`,
            LRN,
            messageType: 'IE3F32',
            declarant,
            submittedBy: trader,
            carrier: undefined,
            officeOfFirstEntry: undefined,
            responsibleMemberState: 'BE',
            involvedMemberStates: ['BE'],
            conversationId: 'c',
            traceparent: 't',
            registeredAtMs: 0,
            message,
            received: undefined,
          })),
        ),
      );
    // In a circle, PostgreSQL would end one of the two.
    const [one, two] = await Promise.all([insert(submissions, 1000), insert(submissions.toReversed(), 2000)]);
    await scene.components.admin('drop function portorium_entry.dawdle cascade');
    assert.equal(one.size + two.size, 40);
  });
}).timeout(30_000);
