import assert from 'node:assert/strict';
import type { MandateWithBase } from './domain/mandate.ts';
import { readTogether } from './read-together.ts';
import type { Pair } from './storage/mandates.ts';

const pair = (mandatary: string, principal = 'BE1'): Pair => ({ mandatary, principal });
const mandateOf = ({ mandatary, principal }: Pair, mandateId: string) =>
  ({ mandate: { mandatary, principal, mandateId } }) as MandateWithBase;

describe('questions about mandates that come at the same moment', () => {
  let reads: (readonly Pair[])[];
  let answerNext: ((found: readonly MandateWithBase[] | Error) => void)[];
  const read = (pairs: readonly Pair[]) => {
    reads.push(pairs);
    const { promise, resolve, reject } = Promise.withResolvers<readonly MandateWithBase[]>();
    answerNext.push((found) => (found instanceof Error ? reject(found) : resolve(found)));
    return promise;
  };
  const turn = () => new Promise((go) => setImmediate(() => setImmediate(go)));

  beforeEach(() => {
    reads = [];
    answerNext = [];
  });

  it('share one read, each pair once, and get what is theirs', async () => {
    const ask = readTogether(read);
    const answers = Promise.all([ask([pair('DE1')]), ask([pair('DE1'), pair('NL1')]), ask([pair('FR1')])]);
    await turn();
    assert.deepEqual(reads, [[pair('DE1'), pair('NL1'), pair('FR1')]]);
    answerNext[0]!([mandateOf(pair('DE1'), 'a'), mandateOf(pair('NL1'), 'b'), mandateOf(pair('DE1'), 'c')]);
    const idsOf = (found: readonly MandateWithBase[]) => found.map(({ mandate }) => mandate.mandateId);
    assert.deepEqual((await answers).map(idsOf), [['a', 'c'], ['a', 'c', 'b'], []]);
  });

  it('are not answered by a read that began before them', async () => {
    const ask = readTogether(read);
    const first = ask([pair('DE1')]);
    await turn();
    const second = ask([pair('DE1')]);
    await turn();
    assert.equal(reads.length, 1);
    answerNext[0]!([mandateOf(pair('DE1'), 'before the revocation')]);
    assert.equal((await first).length, 1);
    await turn();
    assert.equal(reads.length, 2);
    answerNext[1]!([]);
    assert.deepEqual(await second, []);
  });

  it('fail together, and the next ones are read for again', async () => {
    const ask = readTogether(read);
    const failing = Promise.allSettled([ask([pair('DE1')]), ask([pair('NL1')])]);
    await turn();
    answerNext[0]!(new Error('no database'));
    assert.deepEqual(
      (await failing).map(({ status }) => status),
      ['rejected', 'rejected'],
    );
    const next = ask([pair('DE1')]);
    await turn();
    answerNext[1]!([mandateOf(pair('DE1'), 'a')]);
    assert.equal((await next).length, 1);
  });

  it('are read for in parts, where they are too many, and none is forgotten', async () => {
    const ask = readTogether(async (pairs) => pairs.map((one) => mandateOf(one, one.mandatary)));
    const asked = Array.from({ length: 600 }, (_, number) => pair(`DE${number}`));
    const found = await Promise.all(asked.map((one) => ask([one])));
    assert.deepEqual(
      found.map(([one]) => one?.mandate.mandateId),
      asked.map(({ mandatary }) => mandatary),
    );
  });
});
