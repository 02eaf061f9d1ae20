import assert from 'node:assert/strict';
import { createXmlCodec } from '../../../reference-architecture/contract/xml/codec.ts';
import { parseXml } from '../../../reference-architecture/contract/xml/parse.ts';
import { contract } from './contract.ts';
import { validMessage } from './test-support/examples.ts';
import { declarant, expressFiling, faultsOf, type Scene, startScene, trader } from './test-support/scene.ts';

const { reply: IE4R05 } = contract.services.ENSConsultationDS.operations.QueryENS;
const { reply: FilingState } = contract.services.EntrySummaryDeclaration.operations.consultFiling;

describe('entry: consultation', () => {
  let scene: Scene;
  let MRN: string;
  before(async () => {
    scene = await startScene();
    MRN = await scene.file('A-1');
  });
  after(() => scene.stop());

  describe('consultFiling', () => {
    for (const [who, party] of [
      ['who filed it', trader],
      ['the declarant', declarant],
    ] as const)
      it(`tells ${who} where it stands`, async () => {
        const state = (await scene.as(party)('consultFiling', { MRN })) as Record<string, unknown>;
        assert.deepEqual([state['MRN'], state['LRN'], state['state']], [MRN, 'A-1', 'registered']);
        assert.deepEqual(faultsOf(FilingState!, state), []);
      });

    it('tells the representative, whoever filed it', async () => {
      const { MRN: other } = (await scene.as(declarant)('fileIE3F32', expressFiling('A-2'))) as { MRN: string };
      const state = (await scene.as(trader)('consultFiling', { MRN: other })) as { MRN: string };
      assert.equal(state.MRN, other);
    });

    it('tells who acts for one of them, as the gateway found, and nobody else who sent it', async () => {
      const sender = 'NL0000000019';
      const acting = { actingFor: { eori: declarant, mandateIds: ['m1'] } };
      const filed = (await scene.as(sender, acting)('fileIE3F32', expressFiling('A-9'))) as { MRN: string };
      const ask = (more = {}) => scene.as(sender, more)('consultFiling', { MRN: filed.MRN, actingFor: declarant });
      assert.equal(((await ask(acting)) as { MRN: string }).MRN, filed.MRN);
      await assert.rejects(ask(), { code: 'ENTRY_MRN_UNKNOWN' }, 'what the message says of itself counts for nothing');
      const [row] = await scene.store.query<{ submitted_by: string }>(
        'select submitted_by from filing where mrn = $1',
        [filed.MRN],
      );
      assert.equal(row?.submitted_by, declarant, 'notifications go to whom it was sent for');
      const [record] = await scene.components.admin(
        'select party, acting_for, mandates from portorium_audit.record where reference = $1',
        [filed.MRN],
      );
      assert.deepEqual(record, { party: sender, acting_for: declarant, mandates: 'm1' });
    });

    it('to a stranger it is unknown, just as one that does not exist', async () => {
      const ask = (party: string, of: string) => scene.as(party)('consultFiling', { MRN: of });
      const titles: string[] = [];
      for (const [party, of] of [
        ['NL0000000004', MRN],
        ['NL0000000004', '26BE99999999999ST9'],
      ] as const)
        await assert.rejects(ask(party, of), (error: { code: string; title: string }) => {
          titles.push(error.title.replace(of, ''));
          return error.code === 'ENTRY_MRN_UNKNOWN';
        });
      assert.equal(titles[0], titles[1]);
    });
  });

  describe('QueryENS', () => {
    const query = (of: Record<string, unknown>) => ({ ...(validMessage('QueryENS') as object), MRN: undefined, ...of });
    const document = { documentNumber: 'IAX000000001', type: 'N703' };
    const ask = (memberState: string, of: Record<string, unknown>) =>
      scene.as(memberState)('QueryENS', query(of)) as Promise<{
        MessageHeader: Record<string, string>;
        functionalReference: string;
        relatedENS: { MRN: string; declarant: { identificationNumber: string } };
      }>;

    for (const memberState of ['BE', 'DE'])
      it(`answers ${memberState}, which is involved, and the answer fits the official message`, async () => {
        const answer = await ask(memberState, { MRN });
        assert.deepEqual(faultsOf(IE4R05!, answer), []);
        assert.deepEqual([answer.relatedENS.MRN, answer.relatedENS.declarant.identificationNumber], [MRN, declarant]);
        assert.equal(answer.MessageHeader['messageRecipient'], `NES.${memberState}`);
        assert.equal(answer.MessageHeader['correlationId'], 'nes-de-0002');
      });

    it('the answer goes through XML and back unchanged', async () => {
      const answer = await ask('DE', { MRN });
      const codec = createXmlCodec(IE4R05!);
      const { content, faults } = codec.read(parseXml(codec.write(answer)));
      assert.deepEqual([faults, content], [[], JSON.parse(JSON.stringify(answer))]);
    });

    for (const kind of ['F10', 'F11', 'F24', 'F26', 'F43'])
      it(`the answer about a ${kind} fits as well`, async () => {
        const message = validMessage(`fileIE3${kind}`);
        const receipt = (await scene.as(trader)(`fileIE3${kind}`, message)) as { MRN: string };
        const answer = await ask(receipt.MRN.slice(2, 4), { MRN: receipt.MRN });
        assert.deepEqual(faultsOf(IE4R05!, answer), []);
      });

    it('finds a declaration by a transport document', async () => {
      const answer = await ask('DE', { transportDocument: document });
      assert.match(answer.functionalReference, /^26BE/);
    });

    it('of several with the same document, the one in which the asker is involved', async () => {
      const other = await scene.file('A-3', (message) => {
        const { consignmentMasterLevel, activeBorderTransportMeans, ...rest } = message as unknown as {
          consignmentMasterLevel: { consignmentHouseLevel: { consignee: { address: { country: string } } }[] };
          activeBorderTransportMeans: { countriesOfRoutingOfMeansOfTransport: { country: string }[] };
        };
        assert.ok(rest);
        for (const house of consignmentMasterLevel.consignmentHouseLevel) house.consignee.address.country = 'BE';
        activeBorderTransportMeans.countriesOfRoutingOfMeansOfTransport[2]!.country = 'NL';
      });
      assert.equal((await ask('NL', { transportDocument: document })).functionalReference, other);
      assert.notEqual((await ask('DE', { transportDocument: document })).functionalReference, other);
    });

    it('refuses a Member State that is not involved', async () => {
      await assert.rejects(ask('FR', { MRN }), { code: 'ENTRY_NOT_INVOLVED' });
      await assert.rejects(ask('FR', { transportDocument: document }), { code: 'ENTRY_NOT_INVOLVED' });
    });

    it('knows no declaration that does not exist', async () => {
      await assert.rejects(ask('DE', { MRN: '26BE99999999999ST9' }), { code: 'ENTRY_MRN_UNKNOWN' });
      await assert.rejects(ask('DE', { transportDocument: { ...document, documentNumber: 'NONE' } }), {
        code: 'ENTRY_MRN_UNKNOWN',
      });
      await assert.rejects(ask('DE', {}), { code: 'ENTRY_MRN_UNKNOWN' });
    });
  });
}).timeout(30_000);
