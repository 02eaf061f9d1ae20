/** SPEED2ng on a port of its own, before platforms that exist only in a test. */
import { connect } from 'node:net';
import type { Call } from '../../../shared-services/kit/call.ts';
import { systemClock } from '../../../shared-services/kit/clock.ts';
import type { Standing } from '../../../shared-services/kit/identity/standing.ts';
import { silentLogger } from '../../../shared-services/kit/logging.ts';
import { createMetrics } from '../../../shared-services/kit/metrics.ts';
import type { Carry } from '../../../shared-services/kit/rpc/calls.ts';
import { contract } from '../contract.ts';
import type { Entitlement } from '../entitlements.ts';
import { type Speed2ngParts, startSpeed2ng } from '../server.ts';
import { probe } from './probe.ts';
import { createTestRealm, type TokenFacts } from './tokens.ts';

export interface Seen {
  readonly operationId: string;
  readonly request: unknown;
  readonly call: Call;
}

export const trader = 'BE0000000001';

/** Demonstration codes of the test's own list. */
const codeLists = { has: (_list: string, value: string) => value === 'BE' || value === 'NL' };

export const startTestGateway = async (some: Partial<Speed2ngParts> = {}, standing?: Pick<Standing, 'assert'>) => {
  const seen: Seen[] = [];
  const questions: unknown[] = [];
  let entitlement: () => Promise<Entitlement> = async () => ({
    entitled: false,
    reason: 'NO_MANDATE',
    lacking: 'caller',
  });
  let answer: Carry = async () => ({ LRN: 'L1', MRN: 'M1', text: 'yes' });
  const realm = await createTestRealm(systemClock, standing);
  const { bearer, token } = realm;
  const gateway = await startSpeed2ng({
    carry: (operationId, request, call) => {
      if (operationId === 'mandates.checkMandate') {
        questions.push(request);
        return entitlement();
      }
      seen.push({ operationId, request, call });
      return answer(operationId, request, call);
    },
    catalogue: [probe, contract],
    codeLists,
    bearer,
    host: '127.0.0.1',
    port: 0,
    managementPort: 0,
    assertFirst: async () => {
      throw new Error('no message of this test is sealed');
    },
    clock: systemClock,
    log: silentLogger(),
    metrics: createMetrics('speed2ng'),
    ...some,
  });
  const authorization = async (facts: TokenFacts = {}) => `Bearer ${await token({ eori: trader, ...facts })}`;
  return {
    ...gateway,
    realm,
    /** What was passed on; questions to UUM&DS apart. */
    seen,
    questions,
    authorization,
    answerWith: (carry: Carry) => {
      answer = carry;
    },
    /** What UUM&DS says to whoever speaks for another; a no unless a test says otherwise. */
    entitleWith: (answers: () => Promise<Entitlement>) => {
      entitlement = answers;
    },
  };
};

export type TestGateway = Awaited<ReturnType<typeof startTestGateway>>;

/** Sends exactly these bytes, and reads until the gateway closes the connection. */
export const sendRaw = (url: string, parts: readonly (string | Buffer)[], pauseMs = 0): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    let text = '';
    socket.setTimeout(10_000, () => socket.destroy(new Error(`no end of the answer: ${text.slice(0, 200)}`)));
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
    });
    socket.on('close', () => resolve(text)).on('error', (error) => (text === '' ? reject(error) : resolve(text)));
    const send = async () => {
      for (const part of parts) {
        if (socket.destroyed) return;
        socket.write(part);
        if (pauseMs > 0) await new Promise((go) => setTimeout(go, pauseMs));
      }
    };
    void send();
  });

/** Writes everything, some of it after the answer must have come, and only then reads. */
export const sendBeforeReading = async (url: string, parts: readonly string[]): Promise<string> => {
  const { hostname, port } = new URL(url);
  const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
  socket.on('error', () => {});
  for (const part of parts) {
    await new Promise((written) => socket.write(part, written));
    await new Promise((go) => setTimeout(go, 10));
  }
  let text = '';
  for await (const chunk of socket) text += String(chunk);
  return text;
};
