import assert from 'node:assert/strict';
import { compileValidator } from '../../reference-architecture/contract/validate.ts';
import { contract } from './contract.ts';
import { findCode } from './find-code.ts';
import { listCodes } from './list-codes.ts';
import { createCodeLists } from './lookup.ts';
import { shippedLists } from './shipped/shipped-lists.ts';
import { heldList } from './test-support.ts';

const codeLists = createCodeLists({
  revision: 1,
  lists: [
    heldList('CL141', [
      { code: 'DE004851', description: 'Hamburg', attributes: { country: 'DE', roles: ['ENT', 'EXT'] } },
      { code: 'BE532000', description: 'Liège', attributes: { country: 'BE' } },
      { code: 'BE000009', description: 'Closed', validTo: '2020-12-31' },
      { code: 'BE343000', description: 'Zeebrugge' },
    ]),
  ],
});
const parts = { codeLists, clock: { nowMs: () => Date.parse('2026-11-21T08:00:00Z') } };

describe('findCode', () => {
  it('answers with the code, and each value of an attribute', async () => {
    assert.deepEqual(await findCode(parts)({ list: 'CL141', code: 'DE004851' }), {
      list: 'CL141',
      code: 'DE004851',
      description: 'Hamburg',
      validFrom: '1993-01-01',
      attribute: [
        { name: 'country', value: 'DE' },
        { name: 'roles', value: 'ENT' },
        { name: 'roles', value: 'EXT' },
      ],
    });
  });

  it('answers for the day asked for, today unless said', async () => {
    const asked = { list: 'CL141', code: 'BE000009' };
    assert.equal((await findCode(parts)({ ...asked, onDate: '2020-12-31' })).validTo, '2020-12-31');
    await assert.rejects(findCode(parts)(asked), { code: 'REFERENCE_DATA_CODE_UNKNOWN', status: 'notFound' });
  });

  it('refuses a list that there is not', async () => {
    await assert.rejects(findCode(parts)({ list: 'CL999', code: 'A' }), { code: 'REFERENCE_DATA_LIST_UNKNOWN' });
  });
});

describe('listCodes', () => {
  it('answers page by page in the order of the codes', async () => {
    const first = await listCodes(parts)({ list: 'CL141', limit: 2 });
    assert.deepEqual([first.code?.map(({ code }) => code), first.next], [['BE343000', 'BE532000'], 'BE532000']);
    const second = await listCodes(parts)({ list: 'CL141', limit: 2, after: 'BE532000' });
    assert.deepEqual([second.code?.map(({ code }) => code), second.next], [['DE004851'], undefined]);
  });

  it('answers with the codes that begin as asked', async () => {
    const german = await listCodes(parts)({ list: 'CL141', startsWith: 'DE' });
    assert.deepEqual(
      german.code?.map(({ code }) => code),
      ['DE004851'],
    );
    const none = await listCodes(parts)({ list: 'CL141', startsWith: 'FR' });
    assert.deepEqual([none.code, none.next, none.title], [undefined, undefined, 'CL141']);
  });

  it('refuses a list that there is not', async () => {
    await assert.rejects(listCodes(parts)({ list: 'CL999' }), { code: 'REFERENCE_DATA_LIST_UNKNOWN' });
  });
});

describe('the answers about the shipped lists', () => {
  const shipped = createCodeLists({
    revision: 1,
    lists: shippedLists().map(({ name, title, source, validFrom, codes }) =>
      heldList(
        name,
        codes.map((stated) => ({ ...stated, validFrom: stated.validFrom ?? validFrom })),
        { title, source },
      ),
    ),
  });
  const { operations } = contract.services.ReferenceData;

  it('fit the contract', async () => {
    const faultsOfList = compileValidator(operations.listCodes.reply!, shipped);
    const faultsOfCode = compileValidator(operations.findCode.reply!, shipped);
    for (const { name } of shipped.lists()) {
      const reply = await listCodes({ ...parts, codeLists: shipped })({ list: name, limit: 1000 });
      assert.deepEqual(faultsOfList(reply, '2026-11-21'), [], name);
      for (const { code } of reply.code?.slice(0, 5) ?? [])
        assert.deepEqual(
          faultsOfCode(await findCode({ ...parts, codeLists: shipped })({ list: name, code }), '2026-11-21'),
          [],
        );
    }
  });
});
