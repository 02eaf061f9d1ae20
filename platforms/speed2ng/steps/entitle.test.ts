import assert from 'node:assert/strict';
import { Refusal } from '../../../shared-services/kit/refusal.ts';
import { startTestGateway, type TestGateway, trader } from '../test-support/gateway.ts';

const other = 'DE000000000000002';

const filing = {
  LRN: 'L1',
  declarant: { identificationNumber: trader },
  goodsItem: [{ goodsItemNumber: 1, grossMass: '1.5' }],
};
const ofOther = { ...filing, declarant: { identificationNumber: other } };
const representedBy = (identificationNumber: string, status?: string) => ({
  identificationNumber,
  ...(status === undefined ? {} : { status }),
});

describe('who may speak for whom, at SPEED2ng', () => {
  let gateway: TestGateway;
  before(async () => {
    gateway = await startTestGateway();
  });
  after(() => gateway.stop());
  beforeEach(() => {
    gateway.seen.length = 0;
    gateway.questions.length = 0;
    gateway.entitleWith(async () => ({ entitled: true }));
  });

  const send = async (body: unknown) =>
    fetch(`${gateway.url}/rest/v1/probe/filings`, {
      method: 'POST',
      headers: { authorization: await gateway.authorization(), 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const ask = async (query: string) =>
    fetch(`${gateway.url}/rest/v1/probe/urgent/X${query}`, {
      headers: { authorization: await gateway.authorization() },
    });
  const faultsOf = async (response: Response) => {
    const { code, faults = [] } = (await response.json()) as {
      readonly code: string;
      readonly faults?: readonly { readonly code: string; readonly pointer: string }[];
    };
    return [code, ...faults.map((fault) => `${fault.code} ${fault.pointer}`)];
  };

  for (const [who, message] of [
    ['for itself', filing],
    ['for itself, and names itself as representative', { ...filing, representative: representedBy(trader, '2') }],
  ] as const) {
    it(`who speaks ${who} needs nobody’s mandate: UUM&DS is not asked`, async () => {
      gateway.entitleWith(() => Promise.reject(new Error('UUM&DS is away')));
      assert.equal((await send(message)).status, 201);
      assert.deepEqual(gateway.questions, []);
      assert.equal(gateway.seen[0]?.call.actingFor, undefined);
    });
  }

  for (const [what, message, spoken] of [
    ['of another', ofOther, { principal: other }],
    [
      'of another, whom the caller represents directly',
      { ...ofOther, representative: representedBy(trader, '2') },
      { principal: other, representative: trader, representation: 'directRepresentation' },
    ],
    [
      'of another, whom the caller represents indirectly',
      { ...ofOther, representative: representedBy(trader, '3') },
      { principal: other, representative: trader, representation: 'indirectRepresentation' },
    ],
    [
      'of the caller, which names another as representative',
      { ...filing, representative: representedBy(other) },
      { principal: trader, representative: other },
    ],
  ] as const) {
    it(`for a message ${what}, UUM&DS is asked just that`, async () => {
      assert.equal((await send(message)).status, 201);
      assert.deepEqual(gateway.questions, [{ caller: trader, operationId: 'probe.fileIE3F99', ...spoken }]);
    });
  }

  it('passes on for whom the caller acts, and by which mandates', async () => {
    gateway.entitleWith(async () => ({ entitled: true, actingFor: other, mandateId: ['m1', 'm2'] }));
    await send(ofOther);
    assert.deepEqual(gateway.seen[0]?.call.actingFor, { eori: other, mandateIds: ['m1', 'm2'] });
    assert.equal(gateway.seen[0]?.call.caller.party, trader);
  });

  it('asks for each message anew: a no follows a yes from one to the next', async () => {
    assert.equal((await send(ofOther)).status, 201);
    gateway.entitleWith(async () => ({ entitled: false, reason: 'MANDATE_REVOKED', lacking: 'caller' }));
    const refused = await send(ofOther);
    assert.equal(refused.status, 403);
    assert.deepEqual(await faultsOf(refused), ['NOT_ENTITLED', 'MANDATE_REVOKED /declarant/identificationNumber']);
    assert.deepEqual([gateway.questions.length, gateway.seen.length], [2, 1]);
  });

  it('points at the representative where that one’s right is missing', async () => {
    gateway.entitleWith(async () => ({ entitled: false, reason: 'MANDATE_EXPIRED', lacking: 'representative' }));
    const refused = await send({ ...filing, representative: representedBy(other, '2') });
    assert.deepEqual(await faultsOf(refused), ['NOT_ENTITLED', 'MANDATE_EXPIRED /representative/identificationNumber']);
  });

  for (const [what, error] of [
    ['is away', new Refusal({ code: 'SERVICE_UNAVAILABLE', status: 'unavailable', title: 'away' })],
    ['is late', new Refusal({ code: 'DEADLINE_EXCEEDED', status: 'timeout', title: 'late' })],
    ['fails', new Error('broken')],
  ] as const) {
    it(`when UUM&DS ${what}, nothing is passed on, and the message may be sent again`, async () => {
      gateway.entitleWith(() => Promise.reject(error));
      const refused = await send(ofOther);
      assert.equal(refused.status, 503);
      assert.ok(Number(refused.headers.get('retry-after')) > 0);
      assert.deepEqual(await faultsOf(refused), ['SERVICE_UNAVAILABLE']);
      assert.deepEqual(gateway.seen, []);
    });
  }

  it('a question for another is one as well; one that names nobody, or the caller, is the caller’s own', async () => {
    gateway.entitleWith(async () => ({ entitled: false, reason: 'NO_MANDATE', lacking: 'caller' }));
    assert.deepEqual([(await ask('')).status, (await ask(`?actingFor=${trader}`)).status], [200, 200]);
    assert.deepEqual(gateway.questions, []);
    const refused = await ask(`?actingFor=${other}`);
    assert.deepEqual(await faultsOf(refused), ['NOT_ENTITLED', 'NO_MANDATE /actingFor']);
  });
});
