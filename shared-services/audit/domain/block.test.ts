import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { type Block, blockHash, faultOf, genesisHash, nextBlock, type StoredRecord } from './block.ts';

const record = (sequence: number, more: Partial<StoredRecord> = {}): StoredRecord => ({
  transaction_id: '700',
  sequence: `${sequence}`,
  id: `id ${sequence}`,
  recorded_at: '2026-11-21 08:00:00+00',
  component: 'entry',
  event: 'entry.filing.register',
  outcome: 'accepted',
  reference: null,
  refusal_code: null,
  conversation_id: 'c',
  message_id: 'm',
  traceparent: 't',
  circle: 'untrusted',
  party: 'BE0000000001',
  subject: 's',
  protocol: 'rest',
  content_sha256: null,
  personal_data: true,
  acting_for: null,
  mandates: null,
  ...more,
});

describe('block of the audit chain', () => {
  const records = [record(1), record(2), record(3)];
  const first = nextBlock(undefined, records);
  const second = nextBlock(first, [record(4)]);

  it('the first follows nothing, the next follows it', () => {
    assert.deepEqual([first.position, first.previous_hash, first.records], ['1', genesisHash, 3]);
    assert.deepEqual([second.position, second.previous_hash], ['2', first.hash]);
    assert.deepEqual([first.first_sequence, first.last_sequence], ['1', '3']);
    assert.equal(faultOf(first, undefined, records), undefined);
    assert.equal(faultOf(second, first, [record(4)]), undefined);
  });

  it('of records from before anybody could act for another has the hash that it always had', () => {
    const { acting_for: _, mandates: __, ...before } = record(1);
    const text = `1\n${genesisHash}\n${JSON.stringify(Object.values(before))}\n`;
    assert.equal(blockHash('1', genesisHash, [record(1)]), createHash('sha256').update(text).digest('hex'));
  });

  it('positions are numbers, not text: 10 follows 9', () => {
    assert.equal(nextBlock({ position: '9', hash: 'h' }, records).position, '10');
    assert.equal(nextBlock({ position: '9007199254740993', hash: 'h' }, records).position, '9007199254740994');
  });

  for (const field of Object.keys(record(2)) as (keyof StoredRecord)[]) {
    it(`does not hold when ${field} of a record was changed`, () => {
      const changed = { ...record(2), [field]: field === 'personal_data' ? false : 'changed' } as StoredRecord;
      assert.equal(faultOf(first, undefined, [record(1), changed, record(3)]), 'a record was changed');
    });
  }

  it('does not hold when nothing and an empty text were exchanged', () => {
    const [a, b] = [record(1, { reference: null }), record(1, { reference: '' })];
    assert.notEqual(blockHash('1', genesisHash, [a]), blockHash('1', genesisHash, [b]));
  });

  for (const field of Object.keys(first) as (keyof Block)[]) {
    it(`does not hold when its own ${field} was changed`, () => {
      const changed = { ...first, [field]: field === 'records' ? 2 : '77' } as Block;
      assert.ok(faultOf(changed, undefined, records) !== undefined);
    });
  }

  it('does not hold without the block before it', () => {
    assert.equal(faultOf(second, undefined, [record(4)]), 'the block before it is missing');
  });

  it('has another hash for any other order or division of any texts', () => {
    const texts = fc.array(fc.record({ reference: fc.option(fc.string()), subject: fc.string() }), { minLength: 1 });
    const listOf = (given: readonly { reference: string | null; subject: string }[]) =>
      given.map((more) => record(1, more));
    fc.assert(
      fc.property(texts, texts, (one, other) => {
        const same = JSON.stringify(one) === JSON.stringify(other);
        return (blockHash('1', 'h', listOf(one)) === blockHash('1', 'h', listOf(other))) === same;
      }),
    );
  });
});
