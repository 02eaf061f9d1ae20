import assert from 'node:assert/strict';
import { createCalls } from '../../../shared-services/kit/rpc/calls.ts';
import { sampleCall } from '../../../shared-services/kit/test-support/samples.ts';
import { createOperatorDirectory } from './operator-directory.ts';

const scene = () => {
  const asked: string[][] = [];
  const clock = { nowAtMs: 0, nowMs: () => clock.nowAtMs };
  const calls = createCalls(async (_, request) => {
    const { EORI } = request as { EORI: string[] };
    asked.push(EORI);
    await new Promise(setImmediate);
    return {
      operator: EORI.filter((one) => !one.startsWith('XX')).map((one) => ({
        EORI: one,
        status: 'valid',
        country: 'BE',
      })),
    };
  });
  const directory = createOperatorDirectory(calls, clock);
  const find = async (...EORIs: string[]) => [...(await directory.find(EORIs, sampleCall())).keys()].sort();
  return { asked, clock, find };
};

describe('directory of operators', () => {
  it('knows whom the register knows, and asks once for half a minute', async () => {
    const { asked, clock, find } = scene();
    assert.deepEqual(await find('BE1', 'XX1', 'BE1', 'BE2'), ['BE1', 'BE2']);
    assert.deepEqual(await find('BE2', 'XX1'), ['BE2']);
    assert.deepEqual(asked, [['BE1', 'XX1', 'BE2']]);
    clock.nowAtMs += 30_001;
    await find('BE2', 'BE3');
    assert.deepEqual(asked[1], ['BE2', 'BE3']);
  });

  it('asks nothing for nobody', async () => {
    const { asked, find } = scene();
    assert.deepEqual(await find(), []);
    assert.deepEqual(asked, []);
  });

  it('asks for no more at once than the register takes', async () => {
    const { asked, find } = scene();
    const many = [...Array(2500).keys()].map((number) => `BE${number}`);
    assert.equal((await find(...many)).length, 2500);
    assert.deepEqual(
      asked.map(({ length }) => length),
      [1000, 1000, 500],
    );
  });

  it('forgets to save room, but nobody who is being asked for', async () => {
    const { find } = scene();
    for (let from = 0; from <= 10_000; from += 1000)
      await find(...[...Array(1000).keys()].map((number) => `BE${from + number}`));
    const results = await Promise.all([find('BE1', 'DE1'), find('BE1', 'DE2'), find('BE1', 'DE3')]);
    assert.deepEqual(results, [
      ['BE1', 'DE1'],
      ['BE1', 'DE2'],
      ['BE1', 'DE3'],
    ]);
  });
});
