/** Who may file for whom, over the wire: two gateways over one UUM&DS, each platform in a process of its own. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Answer, Trader } from '../start/demo/trader.ts';
import type { Running } from '../start/run-platforms.ts';
import { type Constellation, startConstellation } from './support/constellation.ts';
import { employeeOf } from './support/employees.ts';
import { expressFiling, type Json } from './support/filings.ts';
import { accept, agree, propose, revoke } from './support/mandates.ts';
import { relayTo } from './support/relay.ts';

const [airExpress, post] = ['BE0000000003', 'DE000000000000005'];
const [agents, itServices] = ['DE000000000000002', 'NL0000000019'];

type Client = Trader & { close(): Promise<void> };

/** What the agent files for the air carrier, which has given it no mandate yet. */
const filingFor = (declarant: string, status = '2'): Json => {
  const filing = expressFiling();
  filing.declarant.identificationNumber = declarant;
  filing.representative.status = status;
  return filing;
};

const ownFiling = (declarant: string): Json => {
  const { representative: _, ...filing } = filingFor(declarant);
  return filing;
};

const refusal = ({ status, body }: Answer) => [
  status,
  body.code,
  ...(body.faults ?? []).map(({ code, pointer }: Json) => `${code} ${pointer}`),
];

const refusedFor = (reason: string, pointer = '/declarant/identificationNumber') => [
  403,
  'NOT_ENTITLED',
  `${reason} ${pointer}`,
];

const file = (client: Trader, filing: unknown, conversationId?: string) =>
  client.post('/rest/v1/entry/filings/F32', filing, conversationId);

/** By SOAP; the code and reasons of the fault, or the MRN. */
const fileBySoap = async (client: Trader, filing: unknown): Promise<string> => {
  try {
    return ((await client.soap('entry', 'fileIE3F32', filing)) as { MRN: string }).MRN;
  } catch (error) {
    const { body = String(error) } = error as { body?: string };
    return [...body.matchAll(/<(?:\w+:)?code>([A-Z_]+)</g)].map(([, code]) => code).join(' ');
  }
};

describe('filing for another, at two gateways over one UUM&DS', function () {
  this.timeout(90_000);
  let constellation: Constellation;
  let second: Running;
  /** Administrators, at the first gateway. */
  let administrators: Readonly<Record<'airExpress' | 'agents' | 'itServices', Client>>;
  /** The agent's system, at both. */
  let agent: Client;
  let agentAtSecond: Client;
  const clients: Client[] = [];
  const kept = (client: Client): Client => {
    clients.push(client);
    return client;
  };

  const employee = async (eori: string, profile: string, address?: string) =>
    kept(await employeeOf(constellation, { eori, profile }, address));

  before(async () => {
    constellation = await startConstellation({ split: true });
    second = await constellation.addGateway();
    administrators = {
      airExpress: await employee(airExpress, 'administrator'),
      agents: await employee(agents, 'administrator'),
      itServices: await employee(itServices, 'administrator'),
    };
    agent = kept(await constellation.client('invented-customs-agents'));
    agentAtSecond = kept(await constellation.client('invented-customs-agents', second.addresses['SPEED2ng']));
  });
  after(async () => {
    await Promise.all(clients.map((client) => client.close()));
    await second?.stop();
    await constellation?.remove();
  });

  const representation = {
    ...{ mandatary: agents, kind: 'directRepresentation', profile: 'representative' },
    scope: [{ application: 'entry' }],
  };

  it('is refused without a mandate, with the reason and the place, by REST and SOAP', async () => {
    assert.deepEqual(refusal(await file(agent, filingFor(airExpress))), refusedFor('NO_MANDATE'));
    assert.deepEqual(refusal(await file(agentAtSecond, filingFor(airExpress))), refusedFor('NO_MANDATE'));
    assert.equal(await fileBySoap(agent, filingFor(airExpress)), 'NOT_ENTITLED NO_MANDATE');
  });

  it('is refused while the mandate is proposed, done once it is accepted, and refused at once when it is revoked', async () => {
    const { mandateId } = await propose(administrators.airExpress, representation);
    assert.deepEqual(refusal(await file(agent, filingFor(airExpress))), refusedFor('MANDATE_NOT_ACCEPTED'));
    await accept(administrators.agents, mandateId);

    const conversationId = randomUUID();
    assert.equal((await file(agent, filingFor(airExpress), conversationId)).status, 201);
    assert.equal((await file(agentAtSecond, filingFor(airExpress))).status, 201);
    assert.match(await fileBySoap(agentAtSecond, filingFor(airExpress)), /^26BE/);
    assert.deepEqual(
      refusal(await file(agent, filingFor(airExpress, '3'))),
      refusedFor('MANDATE_OF_OTHER_KIND'),
      'it is no indirect representation',
    );

    const auditor = kept(
      await constellation.client('invented-audit-office', constellation.addresses['Shared services']),
    );
    const { body } = await auditor.get(`/rest/v1/audit/conversations/${conversationId}`);
    const record = body.record.find(({ event }: Json) => event === 'entry.filing.register');
    assert.deepEqual([record.party, record.actingFor, record.mandateId], [agents, airExpress, [mandateId]]);

    await revoke(administrators.airExpress, mandateId);
    const next = await Promise.all([file(agent, filingFor(airExpress)), file(agentAtSecond, filingFor(airExpress))]);
    for (const one of next) assert.deepEqual(refusal(one), refusedFor('MANDATE_REVOKED'));
    assert.equal(await fileBySoap(agentAtSecond, filingFor(airExpress)), 'NOT_ENTITLED MANDATE_REVOKED');
    const proof = await auditor.get('/rest/v1/audit/chain');
    assert.equal(proof.body.holds, true);
  });

  it('is done by no message that is sent after the answer to the revocation, however many are on their way', async () => {
    for (let round = 0; round < 3; round += 1) {
      const { mandateId } = await agree(administrators.airExpress, administrators.agents, representation);
      let [revokedAtMs, stopping] = [Number.POSITIVE_INFINITY, false];
      const outcomes: { sentAtMs: number; status: number }[] = [];
      const keepFiling = async (client: Trader) => {
        while (!stopping) {
          const sentAtMs = performance.now();
          outcomes.push({ sentAtMs, status: (await file(client, filingFor(airExpress))).status });
        }
      };
      const filing = [agent, agent, agentAtSecond, agentAtSecond].map(keepFiling);
      await new Promise((resolve) => setTimeout(resolve, 150));
      await revoke(round % 2 === 0 ? administrators.airExpress : administrators.agents, mandateId);
      revokedAtMs = performance.now();
      await new Promise((resolve) => setTimeout(resolve, 150));
      stopping = true;
      await Promise.all(filing);
      const after = outcomes.filter(({ sentAtMs }) => sentAtMs >= revokedAtMs);
      assert.ok(
        outcomes.some(({ status }) => status === 201) && after.length > 4,
        `${after.length} were sent after it`,
      );
      assert.deepEqual([...new Set(after.map(({ status }) => status))], [403]);
    }
  });

  it('by the declarant itself needs nothing; whom it names as representative needs its mandate', async () => {
    const declarant = kept(await constellation.client('invented-post'));
    assert.equal((await file(declarant, ownFiling(post))).status, 201);
    const named = '/representative/identificationNumber';
    assert.deepEqual(refusal(await file(declarant, filingFor(post))), refusedFor('NO_MANDATE', named));
    const represented = kept(await constellation.client('invented-ocean-lines'));
    assert.equal((await file(represented, filingFor('NL0000000004'))).status, 201);
    assert.deepEqual(
      refusal(await file(represented, filingFor('NL0000000004', '3'))),
      refusedFor('MANDATE_OF_OTHER_KIND', named),
    );
  });

  it('is refused out of scope, and after the last day', async () => {
    const mandator = await employee(post, 'administrator');
    const scope = [{ application: 'entry', operation: 'fileIE3F26' }];
    await agree(mandator, administrators.agents, { ...representation, scope });
    assert.deepEqual(refusal(await file(agent, filingFor(post))), refusedFor('MANDATE_OUT_OF_SCOPE'));
    const { mandateId } = await agree(mandator, administrators.agents, representation);
    assert.equal((await file(agent, filingFor(post))).status, 201);
    // Nobody can wait until tomorrow: its days are moved into the past.
    const rows = new pg.Client({ connectionString: constellation.world.databases.get('mandates')! });
    await rows.connect();
    await rows.query(
      `update mandate set valid_from = current_date - 9, valid_to = current_date - 2 where mandate_id = $1`,
      [mandateId],
    );
    await rows.end();
    assert.deepEqual(refusal(await file(agent, filingFor(post))), refusedFor('MANDATE_EXPIRED'));
  });

  it('goes on for oneself when UUM&DS is away; for another it is refused, and nothing is stored', async () => {
    const line = await relayTo(constellation.settings.PORTORIUM_UUMDS_RPC_ADDRESS);
    const alone = await constellation.addGateway({
      PORTORIUM_UUMDS_RPC_ADDRESS: line.address,
      // What it has heard of standing counts for as long.
      PORTORIUM_STANDING_SECONDS: '60',
    });
    try {
      await line.cut();
      const address = alone.addresses['SPEED2ng'];
      const declarant = kept(await constellation.client('invented-air-express', address));
      const sender = kept(await constellation.client('invented-customs-agents', address));
      const { mandateId } = await agree(administrators.airExpress, administrators.agents, representation);
      const filing = filingFor(airExpress);
      for (let turn = 0; turn < 12; turn += 1)
        assert.deepEqual(refusal(await file(sender, filing)), [503, 'SERVICE_UNAVAILABLE']);
      assert.equal((await file(declarant, ownFiling(airExpress))).status, 201);
      // The same message again, where UUM&DS answers: it was not stored before, and is now.
      assert.equal((await file(agent, filing)).status, 201);
      await revoke(administrators.agents, mandateId);
    } finally {
      await alone.stop();
    }
  });

  describe('by a provider of IT services', () => {
    let sender: Client;
    const transmission = {
      ...{ mandatary: itServices, kind: 'transmission', profile: 'declarant' },
      scope: [{ application: 'entry' }, { application: 'speed2ng' }],
    };
    before(async () => {
      sender = kept(await constellation.client('invented-it-services', second.addresses['SPEED2ng']));
    });

    it('needs the mandate of whom it sends for, and what it sends is that one’s; reading ends with the mandate', async () => {
      const filing = ownFiling(airExpress);
      assert.deepEqual(refusal(await file(sender, filing)), refusedFor('NO_MANDATE'));
      const { mandateId } = await agree(administrators.airExpress, administrators.itServices, transmission);
      const answer = await file(sender, filing);
      assert.equal(answer.status, 201, JSON.stringify(answer.body));
      const { MRN } = answer.body;
      const declarant = kept(await constellation.client('invented-air-express'));
      assert.equal((await file(declarant, filing)).body.MRN, MRN, 'the same filing, by whomever it is sent');

      const consult = (query: string) => sender.get(`/rest/v1/entry/filings/${MRN}${query}`);
      assert.equal((await consult('')).status, 404, 'it has no part in the filing of its own');
      assert.equal((await consult(`?actingFor=${airExpress}`)).body.MRN, MRN);
      const mailbox = `/rest/v1/mailbox/messages?actingFor=${airExpress}`;
      assert.equal((await sender.get(mailbox)).status, 200);
      await revoke(administrators.airExpress, mandateId);
      for (const answered of [await consult(`?actingFor=${airExpress}`), await sender.get(mailbox)])
        assert.deepEqual(refusal(answered), refusedFor('MANDATE_REVOKED', '/actingFor'));
    });

    it('needs the mandate of the named representative as well', async () => {
      const { mandateId } = await agree(administrators.agents, administrators.itServices, transmission);
      const filing = filingFor('BE0000000001', '3');
      assert.deepEqual(
        refusal(await file(sender, filing)),
        refusedFor('MANDATE_OF_OTHER_KIND', '/representative/identificationNumber'),
        'the representation that the demonstration has is direct',
      );
      filing.representative.status = '2';
      assert.equal((await file(sender, filing)).status, 201);
      await revoke(administrators.itServices, mandateId);
      assert.deepEqual(refusal(await file(sender, filingFor('BE0000000001'))), refusedFor('MANDATE_REVOKED'));
    });
  });

  it('is told to the other side in its mailbox, and can be followed by SOAP', async () => {
    const made = await propose(administrators.airExpress, { ...representation, reason: 'For the season.' });
    const list = await administrators.agents.get('/rest/v1/mailbox/messages?limit=100');
    const proposed = list.body.message.filter(({ type }: Json) => type === 'MandateProposed');
    assert.ok(proposed.length > 0, JSON.stringify(list.body));
    const listed = (await administrators.agents.soap('mandates', 'listMandates', { state: 'proposed' })) as Json;
    const of = [listed.mandate].flat().find(({ mandateId }: Json) => mandateId === made.mandateId);
    assert.equal(of.mandator, airExpress);
    await administrators.agents.soap('mandates', 'declineMandate', { mandateId: made.mandateId, reason: 'No room.' });
    const told = (await administrators.airExpress.soap('mandates', 'consultMandate', {
      mandateId: made.mandateId,
    })) as Json;
    assert.deepEqual(
      [told.mandate.state, ...told.change.map(({ change, reason }: Json) => `${change}: ${reason}`)],
      ['declined', 'proposed: For the season.', 'declined: No room.'],
    );
  });

  it('of the demonstration needs nothing more: the invented agent files for the invented business', async () => {
    const answer = await file(agent, expressFiling());
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
  });
});
