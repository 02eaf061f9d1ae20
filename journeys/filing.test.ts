/** One filing, from the trader's POST to the Member States and back: the platform in one process, and in five. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Trader } from '../start/demo/trader.ts';
import { type Constellation, startConstellation } from './support/constellation.ts';
import { example, expressFiling, ownLrn } from './support/filings.ts';
import { notificationAbout } from './support/mailbox.ts';
import { connectMemberState, type MemberState } from './support/member-state.ts';

const filed = async (trader: Trader, filing: unknown, kind = 'F32'): Promise<string> => {
  const answer = await trader.post(`/rest/v1/entry/filings/${kind}`, filing);
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return answer.body.MRN;
};

for (const split of [false, true]) {
  describe(`a filing, ${split ? 'each platform in a process of its own' : 'all platforms in one process'}`, function () {
    this.timeout(60_000);
    let constellation: Constellation;
    let agent: Trader & { close(): Promise<void> };
    let belgium: MemberState;
    let germany: MemberState;

    before(async () => {
      constellation = await startConstellation({ split });
      agent = await constellation.client('invented-customs-agents');
      belgium = connectMemberState(constellation, 'BE');
      germany = connectMemberState(constellation, 'DE');
    });
    after(async () => {
      await Promise.all([agent?.close(), belgium?.close(), germany?.close()]);
      await constellation?.remove();
    });

    it('is registered, analysed by every Member State concerned, and released', async () => {
      const filing = expressFiling();
      const conversationId = randomUUID();
      const answer = await agent.post('/rest/v1/entry/filings/F32', filing, conversationId);
      assert.equal(answer.status, 201, JSON.stringify(answer.body));
      assert.equal(answer.body.LRN, filing.LRN);
      const { MRN } = answer.body;
      for (const memberState of [belgium, germany]) {
        const request = await memberState.take(MRN, 'IE4N03');
        assert.equal(request.conversationId, conversationId);
        assert.match(request.xml, new RegExp(`${MRN}-${memberState.country}`));
        assert.equal(await memberState.screen(MRN), 202);
      }
      const notice = await notificationAbout(agent, MRN);
      assert.equal(notice.type, 'IE3N03');
      assert.equal(notice.conversationId, conversationId);
      const state = await agent.get(`/rest/v1/entry/filings/${MRN}`);
      assert.equal(state.body.state, 'assessmentComplete');
      const auditor = await constellation.client('invented-audit-office', constellation.addresses['Shared services']);
      const trail = await auditor.get(`/rest/v1/audit/conversations/${conversationId}`);
      await auditor.close();
      const events = trail.body.record.map((record: { event: string }) => record.event);
      for (const event of [
        'entry.filing.register',
        'risk-analysis.assess',
        'entry.screening.request',
        'entry.risk.assess',
        'entry.assessment.release',
      ]) {
        assert.ok(events.includes(event), `${event} is not among ${events.join(', ')}`);
      }
    });

    it('is consulted by an involved Member State, and by no other party', async () => {
      const MRN = await filed(agent, expressFiling());
      await germany.take(MRN, 'IE4N03');
      const query = { ...example('entry', 'QueryENS'), MRN };
      const consulted = await germany.post('/entry/consultations', query);
      assert.equal(consulted.status, 200, JSON.stringify(consulted.body));
      assert.equal(consulted.body.relatedENS.MRN, MRN);
      const parcels = await constellation.client('invented-ocean-lines');
      const stranger = await parcels.get(`/rest/v1/entry/filings/${MRN}`);
      await parcels.close();
      assert.equal(stranger.status, 404);
      assert.equal(stranger.body.code, 'ENTRY_MRN_UNKNOWN');
    });

    it('is not loaded when the responsible Member State says so', async () => {
      const MRN = await filed(agent, expressFiling());
      assert.equal((await belgium.take(MRN)).type, 'IE4N03');
      await germany.take(MRN);
      assert.equal(await germany.screen(MRN), 202);
      // Belgium, where the goods enter first, sees what Germany answered.
      assert.equal((await belgium.take(MRN)).type, 'IE4S01updateEScreeningResult');
      assert.equal(
        await belgium.screen(MRN, {
          doNotLoadDetails: { transportDocument: [{ documentNumber: 'IAX000000001', type: 'N703' }] },
        }),
        202,
      );
      assert.equal(
        await belgium.conclude(MRN, {
          controlRecommendations: undefined,
          doNotLoadDetails: { transportDocument: [{ documentNumber: 'IAX000000001', type: 'N703' }] },
        }),
        202,
      );
      const notice = await notificationAbout(agent, MRN);
      assert.equal(notice.type, 'IE3Q01');
      assert.doesNotMatch(JSON.stringify(notice.content), /SEED|riskCriteria|riskLevel/);
      assert.equal(await germany.screen(MRN), 409, 'the assessment is over');
    });

    it('is questioned when a Member State asks for information', async () => {
      const MRN = await filed(agent, expressFiling());
      await belgium.take(MRN);
      await germany.take(MRN);
      const referral = { referralRequestReference: 'DE-1', requestType: 'RFI' };
      assert.equal(await germany.screen(MRN, { referralRequestDetails: [referral] }), 202);
      assert.equal(await belgium.screen(MRN), 202);
      assert.equal((await notificationAbout(agent, MRN)).type, 'IE3Q02');
    });

    it('is scored by what the register of operators says of its declarant', async () => {
      const filing = expressFiling({ description: 'Mobile telephones', subheading: '851713' });
      const [house] = filing.consignmentMasterLevel.consignmentHouseLevel;
      house.goodsItem[0].itemAmountInvoiced = { value: '5.00', currency: 'EUR' };
      const MRN = await filed(agent, filing);
      await belgium.take(MRN);
      const { body } = await belgium.get(`/risk-analysis/assessments/${MRN}`);
      assert.deepEqual(body.history, {
        registerAsked: true,
        changes: [
          {
            ruleId: 'HIST-AEOC',
            ruleVersion: 1,
            riskAreaCode: 'UVL',
            scoreBefore: 45,
            scoreAfter: 35,
            explanation:
              'The declarant or importer is authorised for customs simplifications (declarant: AEOC, valid).',
            pointer: '/declarant/identificationNumber',
          },
        ],
      });
      // A filing of entry has no net mass: what cannot be judged is no hit.
      assert.equal(body.credibility.findings, undefined);
      assert.ok(body.credibility.unjudged.some(({ because }: { because: string }) => because === 'noNetMass'));
    });

    it('may come as any of the six messages, by SOAP too', async () => {
      for (const kind of ['F10', 'F11', 'F24', 'F26', 'F43'] as const) {
        const message = { ...example('entry', `fileIE3${kind}`), LRN: ownLrn() };
        const client = await constellation.client(
          clientFor(message.declarant.identificationNumber, message.representative?.identificationNumber),
        );
        await filed(client, message, kind);
        await client.close();
      }
      const reply = (await agent.soap('entry', 'fileIE3F32', expressFiling())) as { MRN?: string };
      assert.match(reply.MRN ?? '', /^26BE/);
    });
  });
}

const clients: Readonly<Record<string, string>> = {
  BE0000000001: 'invented-parcels',
  DE000000000000002: 'invented-customs-agents',
  BE0000000003: 'invented-air-express',
  NL0000000004: 'invented-ocean-lines',
  DE000000000000005: 'invented-post',
};

/** Whoever may send the example: its representative, or its declarant. */
const clientFor = (declarant: string, representative: string | undefined): string =>
  clients[representative ?? declarant] ?? declarant;
