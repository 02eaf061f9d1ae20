/** HTTPS to one Member State: our service certificate, and nobody but that Member State at the other end. */
import https from 'node:https';
import type { TLSSocket } from 'node:tls';
import { HttpClient, type IHttpClient } from 'soap';
import { assertNeedsNone } from '../../../../shared-services/kit/identity/ocsp/must-staple.ts';
import { checkPeer } from '../../../../shared-services/kit/identity/peer.ts';
import { type MutualTls, secureContextOf } from '../../../../shared-services/kit/identity/tls.ts';
import type { Trust } from '../../../../shared-services/kit/identity/trust.ts';

export interface PushTls {
  /** What is shown to Member States now; asked again after each change of trust. */
  readonly own: () => MutualTls;
  readonly trust: Trust;
}

/**
 * What a server shows of its authority's answer (OCSP) counts; who shows none is looked up in the lists alone, unless its
 * certificate says that it always shows one.
 */
class StapleCheckingAgent extends https.Agent {
  readonly #trust: Trust;

  constructor(options: https.AgentOptions, trust: Trust) {
    super(options);
    this.#trust = trust;
  }

  override createConnection(...given: Parameters<https.Agent['createConnection']>) {
    const socket = super.createConnection(...given) as TLSSocket;
    socket.once('OCSPResponse', (answer: Buffer | null) => {
      try {
        const certificate = socket.getPeerCertificate();
        if (answer === null || answer.length === 0) assertNeedsNone(certificate);
        else this.#trust.assertStapled(certificate, answer);
      } catch (error) {
        socket.destroy(error as Error);
      }
    });
    return socket;
  }
}

/** A message for Belgium is shown to Belgium only, and only while its certificate is good. */
export const agentFor = (country: string, { own, trust }: PushTls, maxSockets: number): https.Agent =>
  new StapleCheckingAgent(
    {
      ...secureContextOf(own()),
      requestOCSP: true,
      keepAlive: true,
      maxSockets,
      // Each connection shows its certificate: a session of before a revocation is not gone on with.
      maxCachedSessions: 0,
      checkServerIdentity: checkPeer(trust, country, ({ circle, party }) => circle === 'trusted' && party === country),
    },
    trust,
  );

export interface RenewedAgent {
  readonly current: () => https.Agent;
  close(): void;
}

/** Another agent after each change of certificates or revocations; the one before ends when its requests have. */
export const renewedAgent = (make: () => https.Agent, trust: Trust, graceMs: number): RenewedAgent => {
  let agent = make();
  const left = new Map<https.Agent, NodeJS.Timeout>();
  const end = trust.onChange(() => {
    const before = agent;
    agent = make();
    const drop = () => {
      left.delete(before);
      before.destroy();
    };
    left.set(before, setTimeout(drop, graceMs).unref());
  });
  return {
    current: () => agent,
    close: () => {
      end();
      for (const [one, timer] of left) {
        clearTimeout(timer);
        one.destroy();
      }
      agent.destroy();
    },
  };
};

const isFault = (body: unknown): boolean => typeof body === 'string' && /<(?:[\w.-]+:)?Fault[\s>]/.test(body);

/**
 * `soap` takes any answer to a one-way message for a success. Here only 2xx is one; a fault goes on to be read, and any
 * other answer is an error.
 *
 * @param secure what is done with an envelope before it is sent
 */
export const strictHttpClient = (secure = (envelope: string) => envelope): IHttpClient => {
  const client = new HttpClient();
  return {
    request: (url, data, callback, headers, options) =>
      client.request(
        url,
        typeof data === 'string' && data !== '' ? secure(data) : data,
        (error, response, body) => {
          const status: number = response?.status ?? 0;
          const isTaken = status >= 200 && status < 300;
          if (error || isTaken || isFault(body)) callback(error, response, body);
          else callback(new Error(`the endpoint answered ${status}`));
        },
        headers,
        options,
      ),
  };
};
