import assert from 'node:assert/strict';
import * as grpc from '@grpc/grpc-js';
import type { Call } from '../call.ts';
import { systemClock } from '../clock.ts';
import { callerOfCertificate } from '../identity/certificate.ts';
import { silentLogger } from '../logging.ts';
import { createMetrics } from '../metrics.ts';
import { Refusal } from '../refusal.ts';
import type { Delivered } from '../store/records.ts';
import { type TestAuthority, type TestCredential, testAuthority } from '../test-support/certificates.ts';
import { deferred, eventually, sampleCall, sampleMessage } from '../test-support/samples.ts';
import { createRpcClient, type RpcClient, type RpcClientParts } from './client.ts';
import type { Dispatch } from './dispatch.ts';
import { type RpcServer, type RpcServerParts, startRpcServer } from './server.ts';
import { platformService } from './wire.ts';

const refusedWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;
const delivered = (more: Partial<Delivered> = {}): Delivered => ({ ...sampleMessage(), sentAtMs: 1, ...more });

describe('calls between platforms: gRPC over mutual TLS', () => {
  let authority: TestAuthority;
  let cdco: TestCredential;
  let speed2ng: TestCredential;
  const servers: RpcServer[] = [];
  const clients: RpcClient[] = [];

  before(async () => {
    authority = await testAuthority();
    [cdco, speed2ng] = await Promise.all([
      authority.issue('portorium://central/cdco'),
      authority.issue('portorium://central/speed2ng'),
    ]);
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.stop();
    await Promise.all(servers.splice(0).map((server) => server.stop()));
  });

  const serve = async (dispatch: Dispatch, more: Partial<RpcServerParts> = {}): Promise<number> => {
    const server = await startRpcServer({
      host: '127.0.0.1',
      port: 0,
      credentials: grpc.ServerCredentials.createSsl(
        authority.ca,
        [{ private_key: cdco.key, cert_chain: cdco.cert }],
        true,
      ),
      dispatch,
      mayDeliver: () => true,
      deliver: async () => {},
      platformOf: (certificate) => {
        const { circle, party } = callerOfCertificate(certificate);
        if (circle !== 'central') throw new Error(circle);
        return party;
      },
      log: silentLogger(),
      ...more,
    });
    servers.push(server);
    return server.port;
  };

  const connect = (port: number, more: Partial<RpcClientParts> = {}): RpcClient => {
    const client = createRpcClient({
      platform: 'cdco',
      address: `127.0.0.1:${port}`,
      credentials: grpc.credentials.createSsl(authority.ca, speed2ng.key, speed2ng.cert),
      isBatched: (operationId) => operationId.startsWith('command'),
      clock: systemClock,
      metrics: createMetrics('speed2ng'),
      resetTimeoutMs: 100,
      ...more,
    });
    clients.push(client);
    return client;
  };

  const within = (ms: number): Call => sampleCall({ deadlineAtMs: Date.now() + ms });

  it('carries operation, request and call, and says who the peer is by its certificate', async () => {
    const seen: unknown[] = [];
    const client = connect(
      await serve(async (...given) => {
        seen.push(given);
        return { text: 'é', list: [1, null, true] };
      }),
    );
    const call = sampleCall({ received: { contentType: 'application/json', text: '{"é":1}', sha256: 'x' } });
    assert.deepEqual(await client.call('command.a', { n: 1 }, call), { text: 'é', list: [1, null, true] });
    assert.deepEqual(seen, [['command.a', { n: 1 }, call, 'speed2ng']]);
  });

  it('an operation that answers nothing answers nothing', async () => {
    assert.equal(await connect(await serve(async () => undefined)).call('command.a', {}, sampleCall()), undefined);
  });

  it('commands that come together share frames; each gets its own answer', async () => {
    let most = 0;
    let underWay = 0;
    const client = connect(
      await serve(async (_, request) => {
        most = Math.max(most, ++underWay);
        await new Promise((resolve) => setTimeout(resolve, 5));
        underWay -= 1;
        if ((request as number) % 10 === 7)
          throw new Refusal({ code: 'SEVEN', status: 'conflict', title: `${request}` });
        return request;
      }),
    );
    const results = await Promise.allSettled(
      [...Array(200).keys()].map((number) => client.call('command.a', number, sampleCall())),
    );
    results.forEach((result, number) => {
      if (number % 10 === 7) assert.equal((result as PromiseRejectedResult).reason.title, `${number}`);
      else assert.equal((result as PromiseFulfilledResult<unknown>).value, number);
    });
    assert.ok(most >= 64);
  });

  it('a query that waits long holds up nobody', async () => {
    const held = deferred();
    const client = connect(
      await serve(async (_, request) => {
        if (request === 'slow') await held.promise;
        return request;
      }),
    );
    const slow = client.call('query.a', 'slow', within(5000));
    const quick = await Promise.all(
      [...Array(20).keys()].map((number) => client.call('query.a', number, within(5000))),
    );
    assert.equal(quick.length, 20);
    held.resolve();
    assert.equal(await slow, 'slow');
  });

  it('large contents are not put into one frame', async () => {
    const text = 'x'.repeat(9 * 1024 * 1024);
    const client = connect(await serve(async (_, request) => request));
    const received = { contentType: 'text/plain', text, sha256: '' };
    const call = sampleCall({ received, deadlineAtMs: Date.now() + 60_000 });
    const answers = await Promise.all([...Array(20).keys()].map((number) => client.call('command.a', number, call)));
    assert.deepEqual(answers, [...Array(20).keys()]);
  }).timeout(120_000);

  it('a Refusal crosses whole, but for what is meant for the log', async () => {
    const facts = {
      code: 'NO',
      status: 'invalid',
      title: 'No.',
      faults: [{ code: 'R1', path: ['a', 0, 'b'], message: 'é' }],
      retryAfterMs: 12,
    } as const;
    const client = connect(
      await serve(async () => {
        throw new Refusal({ ...facts, detail: 'for the log' });
      }),
    );
    await assert.rejects(client.call('command.a', {}, sampleCall()), (error: unknown) => {
      assert.ok(error instanceof Refusal);
      const { code, status, title, faults, retryAfterMs, detail } = error;
      assert.deepEqual({ code, status, title, faults, retryAfterMs }, facts);
      assert.equal(detail, undefined);
      return true;
    });
  });

  it('the text of a failure of ours does not cross', async () => {
    const client = connect(
      await serve(async () => {
        throw new Error('password=hunter2');
      }),
    );
    await assert.rejects(client.call('command.a', {}, sampleCall()), (error: Error) => {
      assert.ok(!(error instanceof Refusal));
      assert.ok(!`${error.message}${error.stack}`.includes('hunter2'));
      return true;
    });
  });

  it('gives up at the deadline', async () => {
    const client = connect(await serve(() => new Promise(() => {})));
    const sinceMs = Date.now();
    for (const operation of ['query.a', 'command.a'])
      await assert.rejects(client.call(operation, {}, within(150)), refusedWith('DEADLINE_EXCEEDED'));
    assert.ok(Date.now() - sinceMs < 10_000);
  });

  it('a server that is down is SERVICE_UNAVAILABLE; the breaker opens, and closes when the server is back', async () => {
    const port = await serve(async () => 'here');
    await servers.splice(0)[0]!.stop();
    const metrics = createMetrics('speed2ng');
    const client = connect(port, { metrics });
    const breakerState = async () =>
      /portorium_breaker_state\{[^}]*target="cdco"[^}]*\} (\d)/.exec(await metrics.registry.metrics())?.[1];
    const ask = () => client.call('query.a', {}, within(1000));
    for (let count = 0; count < 12; count += 1)
      await assert.rejects(ask(), (error: unknown) => {
        assert.ok(refusedWith('SERVICE_UNAVAILABLE')(error));
        assert.ok((error as Refusal).retryAfterMs! > 0);
        return true;
      });
    assert.equal(await breakerState(), '2');
    await serve(async () => 'here again', { port });
    await eventually('an answer', () =>
      ask().then(
        (answer) => answer === 'here again',
        () => false,
      ),
    );
    assert.equal(await breakerState(), '0');
  }).timeout(20_000);

  it('refusals and failures of operations do not open the breaker', async () => {
    const client = connect(
      await serve(
        async () => {
          throw new Refusal({ code: 'NO', status: 'conflict', title: 'No.' });
        },
        {
          deliver: async () => {
            throw new Error('poison');
          },
        },
      ),
    );
    for (let count = 0; count < 30; count += 1) {
      await assert.rejects(client.call('query.a', {}, sampleCall()), refusedWith('NO'));
      await assert.rejects(client.deliver('desk', [delivered()]), (error: Error) => !(error instanceof Refusal));
    }
  });

  it('refuses a client without a certificate', async () => {
    const port = await serve(async () => 'no');
    const client = connect(port, { credentials: grpc.credentials.createSsl(authority.ca) });
    await assert.rejects(client.call('query.a', {}, within(2000)), refusedWith('SERVICE_UNAVAILABLE'));
  });

  it('refuses a certificate of another authority, whatever it says', async () => {
    const other = await (await testAuthority()).issue('portorium://central/speed2ng');
    const port = await serve(async () => 'no');
    const client = connect(port, { credentials: grpc.credentials.createSsl(authority.ca, other.key, other.cert) });
    await assert.rejects(client.call('query.a', {}, within(2000)), refusedWith('SERVICE_UNAVAILABLE'));
  });

  it('refuses a certificate of another circle', async () => {
    const { key, cert } = await authority.issue('portorium://trusted/BE/national-entry-system');
    let asked = false;
    const port = await serve(async () => {
      asked = true;
    });
    const client = connect(port, { credentials: grpc.credentials.createSsl(authority.ca, key, cert) });
    await assert.rejects(client.call('query.a', {}, within(2000)), refusedWith('SERVICE_UNAVAILABLE'));
    await assert.rejects(client.deliver('desk', []));
    assert.equal(asked, false);
  });

  it('a client refuses a server of another authority', async () => {
    const other = await testAuthority();
    const client = connect(await serve(async () => 'no'), {
      credentials: grpc.credentials.createSsl(other.ca, speed2ng.key, speed2ng.cert),
    });
    await assert.rejects(client.call('query.a', {}, within(2000)), refusedWith('SERVICE_UNAVAILABLE'));
  });

  it('delivers messages whole and in order, and answers after the subscriber has committed', async () => {
    const got: unknown[] = [];
    const committed = deferred();
    const deliver = async (subscriber: string, messages: readonly Delivered[]) => {
      got.push([subscriber, messages]);
      await committed.promise;
    };
    const client = connect(await serve(async () => {}, { deliver }));
    const messages = [delivered({ recipient: 'BE' }), delivered()];
    let answered = false;
    const delivering = client.deliver('desk', messages).then(() => {
      answered = true;
    });
    await eventually('the delivery', () => got.length === 1);
    assert.equal(answered, false);
    committed.resolve();
    await delivering;
    assert.deepEqual(got, [['desk', messages]]);
  });

  it('delivers nothing that the contracts do not let the peer send', async () => {
    const asked: unknown[] = [];
    let deliveries = 0;
    const client = connect(
      await serve(async () => {}, {
        mayDeliver: (peer, subscriber, messages) => {
          asked.push([peer, subscriber, messages.length]);
          return false;
        },
        deliver: async () => {
          deliveries += 1;
        },
      }),
    );
    await assert.rejects(client.deliver('desk', [delivered()]), (error: Error) => !(error instanceof Refusal));
    assert.deepEqual([asked, deliveries], [[['speed2ng', 'desk', 1]], 0]);
  });

  it('tells "not now" apart from "this message fails"', async () => {
    const port = await serve(async () => {}, {
      deliver: async (subscriber) => {
        if (subscriber === 'busy') throw new Refusal({ code: 'OVERLOADED', status: 'unavailable', title: 'Busy.' });
        throw new Error('hunter2');
      },
    });
    const client = connect(port);
    await assert.rejects(client.deliver('busy', [delivered()]), refusedWith('SERVICE_UNAVAILABLE'));
    await assert.rejects(client.deliver('desk', [delivered()]), (error: Error) => {
      assert.ok(!(error instanceof Refusal) && !error.message.includes('hunter2'));
      return true;
    });
  });

  it('frames that are none harm nobody but their sender', async () => {
    const port = await serve(async () => 'here');
    const Constructor = grpc.makeGenericClientConstructor(platformService, 'Platform');
    const raw = new Constructor(
      `127.0.0.1:${port}`,
      grpc.credentials.createSsl(authority.ca, speed2ng.key, speed2ng.cert),
    ) as unknown as Record<
      'Call' | 'Deliver',
      (frame: unknown, then: (error: grpc.ServiceError | null) => void) => void
    >;
    const codeOf = (method: 'Call' | 'Deliver', frame: unknown) =>
      new Promise((resolve) => raw[method](frame, (error) => resolve(error?.code)));
    const nothing = [null, 7, 'text', {}, [null], [{}], { subscriber: 'desk' }, { messages: [null] }];
    for (const frame of nothing) {
      assert.notEqual(await codeOf('Deliver', frame), grpc.status.UNAVAILABLE);
      await codeOf('Call', frame);
    }
    (raw as unknown as grpc.Client).close();
    assert.equal(await connect(port).call('query.a', {}, sampleCall()), 'here');
  });
});
