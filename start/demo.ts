/**
 * `npm run demo`: one filing from the trader to the Member States and back, against the platform that runs on this machine,
 * or one that is started for it. Each step shows what happened and under which conversation; a step that fails ends it.
 */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readSettings } from '../shared-services/kit/settings.ts';
import { startMemberStates } from './demo/member-states.ts';
import { findOrStartPlatform } from './demo/platform.ts';
import { createSteps, expect } from './demo/steps.ts';
import { createTrader, secretOf } from './demo/trader.ts';
import { root } from './root.ts';
import { settings as knownSettings } from './settings.ts';

const settings = readSettings(knownSettings, process.env);
const dataDirectory = resolve(root, settings.PORTORIUM_DATA);
const say = (line: string) => console.log(line);
const { step } = createSteps(say);

/** The example of the express operator's minimum data set, with goods that raise a question. */
const readExample = async (name: string) => {
  const file = join(root, 'platforms/cdco/entry/examples/fileIE3F32', name);
  return (JSON.parse(await readFile(file, 'utf8')) as { message: Filing }).message;
};

interface Filing {
  LRN: string;
  consignmentMasterLevel: {
    consignmentHouseLevel: {
      goodsItem: {
        commodity: { descriptionOfGoods: string; commodityCode: { harmonizedSystemSubHeadingCode: string } };
      }[];
    }[];
  };
}

const withGoods = (filing: Filing, description: string, subheading: string): Filing => {
  const copy = structuredClone(filing);
  const commodity = copy.consignmentMasterLevel.consignmentHouseLevel[0]!.goodsItem[0]!.commodity;
  commodity.descriptionOfGoods = description;
  commodity.commodityCode.harmonizedSystemSubHeadingCode = subheading;
  copy.LRN = `DEMO-${randomUUID().slice(0, 8)}`;
  return copy;
};

const waitSeconds = 30;

/** What was started, to be ended in reverse: also when the demonstration is broken off. */
const ends: (() => Promise<void>)[] = [];

const endAll = async (): Promise<void> => {
  for (const end of ends.splice(0).reverse()) await end().catch(() => {});
};

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void endAll().finally(() => process.exit(130)));
}

const run = async (): Promise<void> => {
  const platform = await step('The platform', (tell) => findOrStartPlatform({ settings, dataDirectory, tell }));
  const trustAnchorPath = join(dataDirectory, 'certificates', 'trust-anchor.pem');
  const trustAnchor = await readFile(trustAnchorPath, 'utf8');
  const client = async (clientId: string, address: string) =>
    createTrader({
      speed2ng: address,
      issuer: platform.issuer,
      clientId,
      clientSecret: await secretOf(dataDirectory, clientId),
      trustAnchor,
    });
  ends.push(platform.stop);
  try {
    const memberStates = await step(
      'Two Member States connect, each with a system and a certificate of its own',
      (tell) =>
        startMemberStates({
          ccn2ng: platform.ccn2ng,
          grpc: platform.ccn2ngGrpc,
          certificates: join(dataDirectory, 'certificates'),
          trustAnchor: trustAnchorPath,
          behaviour: join(root, 'start/demo/behaviour.json'),
          listen: '127.0.0.1:9601',
          tell,
        }),
    );
    ends.push(memberStates.stop);
    const trader = await step('A customs agent (invented) signs in with its client secret', async (tell) => {
      const made = await client('invented-customs-agents', platform.speed2ng);
      tell('token of UUM&DS for DE000000000000002: representative, circle untrusted');
      tell('it has a mandate of BE0000000001 (invented), for direct representation in entry');
      return made;
    });
    ends.push(trader.close);

    const filing = withGoods(await readExample('valid.json'), 'Lithium ion batteries UN3480', '850760');
    const conversationId = randomUUID();
    const MRN = await step('It files an entry summary declaration (IE3F32) by REST', async (tell) => {
      const answer = await trader.post('/rest/v1/entry/filings/F32', filing, conversationId);
      expect(answer.status === 201, `answered ${answer.status} ${JSON.stringify(answer.body)}`);
      tell(`LRN ${filing.LRN} -> MRN ${answer.body.MRN}, registered ${answer.body.registrationDate.DateTime}`);
      tell(`conversation ${answer.conversationId}`);
      return String(answer.body.MRN);
    });
    await step('The same filing again, as after a lost answer', async (tell) => {
      const answer = await trader.post('/rest/v1/entry/filings/F32', filing, conversationId);
      expect(
        answer.status === 201 && answer.body.MRN === MRN,
        `answered ${answer.status} ${JSON.stringify(answer.body)}`,
      );
      tell(`the same MRN ${answer.body.MRN}: it was registered once`);
    });
    await step('Another filing, by SOAP 1.2', async (tell) => {
      const other = withGoods(await readExample('valid.json'), 'Cotton T-shirts', '610910');
      const reply = (await trader.soap('entry', 'fileIE3F32', other)) as { MRN?: string };
      expect(typeof reply.MRN === 'string', `answered ${JSON.stringify(reply)}`);
      tell(`LRN ${other.LRN} -> MRN ${reply.MRN}`);
    });
    await step('A filing with faults is refused, all faults at once, nothing stored', async (tell) => {
      const answer = await trader.post('/rest/v1/entry/filings/F32', {
        ...(await readExample('invalid-routing-office.json')),
        LRN: `DEMO-${randomUUID().slice(0, 8)}`,
      });
      expect(answer.status === 400 || answer.status === 422, `answered ${answer.status}`);
      tell(`${answer.status} ${answer.body.code}`);
      for (const fault of answer.body.faults) tell(`${fault.code} at ${fault.pointer}: ${fault.message}`);
    });
    await step('A filing for a business that has given it no mandate is refused, with the reason', async (tell) => {
      const foreign = { ...(await readExample('valid.json')), LRN: `DEMO-${randomUUID().slice(0, 8)}` };
      const declarant = {
        ...(foreign as unknown as { declarant: object }).declarant,
        identificationNumber: 'BE0000000003',
      };
      const answer = await trader.post('/rest/v1/entry/filings/F32', { ...foreign, declarant });
      expect(answer.status === 403 && answer.body.code === 'NOT_ENTITLED', `answered ${answer.status}`);
      for (const fault of answer.body.faults) tell(`${fault.code} at ${fault.pointer}: ${fault.message}`);
    });
    await step('Risk analysis, the Member States, the decision, and the trader’s mailbox', async (tell) => {
      const endsAtMs = performance.now() + waitSeconds * 1000;
      for (;;) {
        const leftSeconds = Math.ceil((endsAtMs - performance.now()) / 1000);
        expect(leftSeconds > 0, `no notification within ${waitSeconds} s`);
        const list = await trader.get(`/rest/v1/mailbox/messages?limit=100&waitSeconds=${Math.min(10, leftSeconds)}`);
        expect(list.status === 200, `the mailbox answered ${list.status} ${JSON.stringify(list.body)}`);
        const mine = (list.body.message ?? []).find((one: { MRN?: string }) => one.MRN === MRN);
        if (mine === undefined) {
          await new Promise((resolve) => setTimeout(resolve, 200));
          continue;
        }
        const whole = await trader.get(`/rest/v1/mailbox/messages/${mine.messageId}`);
        tell(`${mine.type} (priority ${mine.priority}), conversation ${mine.conversationId}`);
        tell(JSON.stringify(whole.body.content ?? whole.body));
        expect(mine.conversationId === conversationId, 'the notification belongs to another conversation');
        expect(mine.type === 'IE3Q02', `a request for information (IE3Q02) was expected, not ${mine.type}`);
        const acknowledged = await trader.post(`/rest/v1/mailbox/messages/${mine.messageId}/acknowledgement`, {});
        expect(acknowledged.status === 200, `the acknowledgement was answered ${acknowledged.status}`);
        tell('acknowledged');
        return;
      }
    });
    await step('The trader asks where its filing stands', async (tell) => {
      const answer = await trader.get(`/rest/v1/entry/filings/${MRN}`);
      expect(answer.status === 200, `answered ${answer.status} ${JSON.stringify(answer.body)}`);
      tell(`state ${answer.body.state}`);
    });
    await step('An auditor reads the audit chain of the conversation', async (tell) => {
      const auditor = await client('invented-audit-office', platform.sharedServices);
      ends.push(auditor.close);
      const trail = await auditor.get(`/rest/v1/audit/conversations/${conversationId}`);
      expect(
        trail.status === 200 && trail.body.record.length > 3,
        `answered ${trail.status} ${JSON.stringify(trail.body)}`,
      );
      for (const record of trail.body.record)
        tell(
          `${record.recordedAt} ${record.event} ${record.outcome} by ${record.party} (${record.circle})${record.actingFor === undefined ? '' : ` for ${record.actingFor}`}`,
        );
      const proof = await auditor.get('/rest/v1/audit/chain');
      expect(proof.status === 200 && proof.body.holds === true, `the log does not hold: ${JSON.stringify(proof.body)}`);
      tell(`the audit log holds: ${proof.body.records} records under ${proof.body.checkpoints} signed checkpoints`);
    });
  } finally {
    await endAll();
  }
};

run().then(
  () => {
    say('\nThe demonstration is complete.');
    process.exit(0);
  },
  (error: unknown) => {
    console.error(`\n${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  },
);
