import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { status } from '@grpc/grpc-js';
import type { TlsMaterial } from '../../uumds/certificate-authority/certificates.ts';
import { anotherAuthority, ourAuthority } from '../test-support/certificates.ts';
import { letter, mrn, startGateway, type TestGateway } from '../test-support/gateway.ts';
import { grpcClient, type Reply, refusalIn, type UnaryClient } from '../test-support/grpc.ts';
import { exampleOf } from '../test-support/soap.ts';

const orchestration = { application: 'entry', service: 'RiskAnalysisOrchestrationBAS' };
const consultation = { application: 'entry', service: 'ENSConsultationDS' };
const exchange = { application: 'ccn2ng', service: 'Exchange' };
const submit = 'IE4S01submitEScreeningAssessment';

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => assert.fail('it was taken'),
    (reason: { code: number }) => reason,
  );
  return status[error.code] ?? String(error.code);
};

const within = async (holds: () => boolean, ms = 5000): Promise<void> => {
  const endsAtMs = performance.now() + ms;
  while (!holds()) {
    if (performance.now() > endsAtMs) assert.fail('it did not come in time');
    await sleep(10);
  }
};

describe('CCN2ng by gRPC', () => {
  let gateway: TestGateway;
  let belgium: TlsMaterial;
  let germany: TlsMaterial;
  const clients: UnaryClient[] = [];

  const clientOf = (service: Parameters<typeof grpcClient>[1], tls = belgium): UnaryClient => {
    const client = grpcClient(gateway.grpcAddress, service, tls);
    clients.push(client);
    return client;
  };

  before(async () => {
    const authority = await ourAuthority();
    belgium = authority.tls(authority.memberState('BE'));
    germany = authority.tls(authority.memberState('DE'));
    gateway = await startGateway({
      limits: { maxBytes: 100_000 },
      stream: { redeliverAfterMs: 400, maxUnacknowledged: 3 },
    });
  });
  after(async () => {
    for (const client of clients) client.close();
    await gateway.stop();
  });
  beforeEach(() => gateway.carried.splice(0));

  it('takes a one-way message as it stands in JSON', async () => {
    const message = exampleOf(submit, 'valid-request-for-information');
    assert.deepEqual(await clientOf(orchestration).call(submit, message), {});
    const [carried] = gateway.carried;
    assert.deepEqual([carried?.id, carried?.request], [`entry.${submit}`, message]);
    assert.deepEqual([carried?.call.caller.party, carried?.call.protocol], ['BE', 'grpc']);
  });

  it('answers a query', async () => {
    const query = exampleOf('QueryENS');
    const reply = await clientOf(consultation).call('QueryENS', query);
    assert.equal(reply.functionalReference, query.MRN);
  });

  it('gives a repetition the name that the caller gave it', async () => {
    const client = clientOf(orchestration);
    for (let times = 0; times < 2; times += 1) await client.call(submit, exampleOf(submit), { 'message-id': 'one' });
    assert.deepEqual(
      gateway.carried.map(({ call }) => call.messageId),
      [`BE/${submit}/one`, `BE/${submit}/one`],
    );
  });

  it('refuses with every fault in the metadata', async () => {
    const { riskAnalyst: _, ...message } = exampleOf(submit);
    const error = await clientOf(orchestration)
      .call(submit, message)
      .catch((reason: unknown) => reason);
    assert.equal((error as { code: number }).code, status.INVALID_ARGUMENT);
    const { code, faults } = refusalIn(error);
    assert.equal(code, 'MESSAGE_INVALID');
    assert.deepEqual(
      (faults as { pointer: string }[]).map(({ pointer }) => pointer),
      ['/riskAnalyst'],
    );
    assert.equal(gateway.carried.length, 0);
  });

  it('tells no more faults than fit into metadata, and how many it left out', async () => {
    const message = exampleOf(submit);
    const wrong = { ...message, referralRequestDetails: Array.from({ length: 300 }, () => ({ requestType: 'RFI' })) };
    const error = await clientOf(orchestration)
      .call(submit, wrong)
      .catch((reason: unknown) => reason);
    assert.ok(Number(refusalIn(error).faultsLeftOut) > 100);
  });

  it('refuses what is too large, and the certificates of others', async () => {
    const large = { ...exampleOf(submit), functionalReference: 'x'.repeat(200_000) };
    assert.equal(await codeOf(clientOf(orchestration).call(submit, large)), 'RESOURCE_EXHAUSTED');
    const authority = await ourAuthority();
    const central = clientOf(orchestration, authority.tls(authority.service('cdco')));
    assert.equal(await codeOf(central.call(submit, exampleOf(submit))), 'PERMISSION_DENIED');
    const other = await anotherAuthority();
    const strangerTls = { ...other.tls(other.memberState('BE')), ca: belgium.ca };
    assert.equal(await codeOf(clientOf(orchestration, strangerTls).call(submit, exampleOf(submit))), 'UNAVAILABLE');
    assert.equal(gateway.carried.length, 0);
  });

  it('says not found of a message of another Member State, and has no operations for traders', async () => {
    const one = letter('DE', mrn(1));
    await gateway.exchange.deliver(one);
    const client = clientOf(exchange);
    assert.equal(await codeOf(client.call('FetchMessage', { messageId: one.messageId })), 'NOT_FOUND');
    const traders = clientOf({ application: 'entry', service: 'EntrySummaryDeclaration' });
    assert.equal(await codeOf(traders.call('ConsultFiling', { MRN: mrn(1) })), 'UNIMPLEMENTED');
  });

  describe('stream of messages', () => {
    const collect = (service: UnaryClient) => {
      const stream = service.stream('ReceiveMessages', {});
      const got: string[] = [];
      let ended: { code: number } | undefined;
      stream.on('data', ({ message = [] }: Reply) => {
        for (const { messageId } of message as { messageId: string }[]) got.push(messageId);
      });
      stream.on('error', (error: Error) => {
        ended = error as Error & { code: number };
      });
      return { got, cancel: () => stream.cancel(), ended: () => ended };
    };

    it('sends messages as they come, one of each MRN, and the next after the acknowledgement', async () => {
      const client = clientOf(exchange);
      const { got, cancel } = collect(client);
      const [first, second, other] = [letter('BE', mrn(11)), letter('BE', mrn(11)), letter('BE', mrn(12))];
      await gateway.exchange.deliver(first, second, other);
      await within(() => got.length >= 2);
      assert.deepEqual(got.slice(0, 2), [first.messageId, other.messageId]);
      await client.call('AcknowledgeMessage', { messageId: first.messageId });
      await client.call('AcknowledgeMessage', { messageId: other.messageId });
      await within(() => got.includes(second.messageId));
      await client.call('AcknowledgeMessage', { messageId: second.messageId });
      cancel();
    });

    it('sends again what is not acknowledged, with the same id, and never more than may be on the way', async () => {
      const { got, cancel } = collect(clientOf(exchange));
      const letters = [21, 22, 23, 24, 25].map((number) => letter('BE', mrn(number)));
      await gateway.exchange.deliver(...letters);
      await within(() => got.length >= 3);
      await sleep(150);
      assert.equal(got.length, 3);
      await within(() => got.length >= 6);
      assert.deepEqual(got.slice(3, 6).toSorted(), got.slice(0, 3).toSorted());
      cancel();
      const again = collect(clientOf(exchange));
      await within(() => again.got.length >= 3);
      again.cancel();
    });

    it('is audited, and ends with a word when the gateway stops', async () => {
      const [row] = await gateway.exchange.query<{ count: string }>(
        `select count(*) from record where event = 'ccn2ng.exchange.receive' and party = 'BE'`,
      );
      assert.ok(Number(row?.count) > 0);
      const stopping = await startGateway({}, gateway.exchange);
      const client = grpcClient(stopping.grpcAddress, exchange, germany);
      const { got, ended } = collect(client);
      await within(() => got.length > 0);
      await stopping.stop();
      await within(() => ended() !== undefined);
      assert.equal(ended()?.code, status.UNAVAILABLE);
      client.close();
    });
  });
});
