import assert from 'node:assert/strict';
import fc from 'fast-check';
import { answers, type Behaviour, parseBehaviour } from './behaviour.ts';
import { type Declaration, type Goods, goodsOf } from './declaration.ts';
import { gravestOf, screen } from './screening.ts';

const house = (documentNumber: string) => ({ level: 'house', documentNumber, type: 'N703' }) as const;
const parcel = (description: string, documentNumber: string): Goods => ({
  description,
  document: house(documentNumber),
});

const table: Behaviour = {
  rules: [
    { descriptionContains: 'lithium', answer: 'requestForInformation' },
    { descriptionContains: 'explosive', answer: 'doNotLoad' },
  ],
  otherwise: 'noRisk',
};

describe('screening by a table of behaviour', () => {
  it('finds a word wherever it stands, whatever its letters’ case, and names the document', () => {
    const goods = [parcel('Cotton', 'A1'), parcel('Batteries, LITHIUM ion', 'A2')];
    assert.deepEqual(screen(goods, table), { answer: 'requestForInformation', documents: [house('A2')] });
  });

  it('answers otherwise what no rule knows', () => {
    assert.equal(screen([parcel('Cotton', 'A1')], { ...table, otherwise: 'risk' }).answer, 'risk');
    assert.equal(screen([], { ...table, otherwise: 'control' }).answer, 'control');
  });

  it('gives the gravest answer, about the goods that it belongs to', () => {
    const goods = [parcel('lithium', 'A1'), parcel('explosive', 'A2'), parcel('Explosives', 'A3')];
    assert.deepEqual(screen(goods, table), { answer: 'doNotLoad', documents: [house('A2'), house('A3')] });
  });

  it('names each document once', () => {
    const goods = [parcel('explosive one', 'A1'), parcel('explosive two', 'A1')];
    assert.deepEqual(screen(goods, table).documents, [house('A1')]);
  });

  it('is never milder than any of the findings', () => {
    const finding = fc.record({ answer: fc.constantFrom(...answers), documents: fc.constant([]) });
    fc.assert(
      fc.property(fc.array(finding, { minLength: 1 }), (findings) => {
        const worst = answers.indexOf(gravestOf(findings).answer);
        assert.equal(worst, Math.max(...findings.map(({ answer }) => answers.indexOf(answer))));
      }),
    );
  });
});

describe('a table of behaviour', () => {
  it('is read as it stands', () => {
    assert.deepEqual(parseBehaviour(JSON.stringify({ ...table, delayMs: 20 })), { ...table, delayMs: 20 });
  });

  it('is refused with every fault', () => {
    const text = JSON.stringify({ rules: [{ descriptionContains: '', answer: 'shrug' }], otherwise: 'noRisk', x: 1 });
    for (const fault of [/descriptionContains/, /\/rules\/0\/answer/, /\/x/]) {
      assert.throws(() => parseBehaviour(text), fault);
    }
    assert.throws(() => parseBehaviour('{}'), /otherwise/);
  });
});

describe('goods of a declaration', () => {
  const item = (goodsItemNumber: number, descriptionOfGoods: string) => ({
    goodsItemNumber,
    commodity: { descriptionOfGoods },
  });

  it('are those of the master and of each house consignment, under their nearest document', () => {
    const declaration = {
      relatedENS: {
        consignmentMasterLevel: {
          transportDocumentMasterLevel: { documentNumber: 'M1', type: 'N741' },
          goodsItem: [item(1, 'a')],
          consignmentHouseLevel: [
            { goodsItem: [item(1, 'b')], transportDocumentHouseLevel: { documentNumber: 'H1', type: 'N703' } },
            { goodsItem: [item(1, 'c')] },
          ],
        },
      },
    } as unknown as Declaration;
    const master = { level: 'master', documentNumber: 'M1', type: 'N741' };
    assert.deepEqual(goodsOf(declaration), [
      { description: 'a', document: master },
      { description: 'b', document: house('H1') },
      { description: 'c', document: master },
    ]);
  });

  it('are none where the declaration has no consignment', () => {
    assert.deepEqual(goodsOf({} as Declaration), []);
  });
});
