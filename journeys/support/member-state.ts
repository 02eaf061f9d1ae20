/** A Member State's system, as small as it can be: its certificate, its queue at CCN2ng, its answers by REST. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { toSecond } from '../../shared-services/kit/clock.ts';
import type { Constellation } from './constellation.ts';
import { example, type Json } from './filings.ts';

export interface MemberState {
  readonly country: string;
  get(path: string): Promise<{ readonly status: number; readonly body: Json }>;
  post(path: string, body: Json): Promise<{ readonly status: number; readonly body: Json }>;
  /** Waits for the next message about the MRN, acknowledges it, and answers with it. */
  take(MRN: string, type?: string): Promise<Json>;
  /** IE4S01: nothing found, unless `more` says otherwise. */
  screen(MRN: string, more?: Json): Promise<number>;
  /** IE4S02 as the responsible Member State. */
  conclude(MRN: string, more?: Json): Promise<number>;
  close(): Promise<void>;
}

const waitMs = 40_000;

export const connectMemberState = (constellation: Constellation, country: string): MemberState => {
  const { certificates } = constellation.world;
  const { key, cert, ca } = certificates.tls(certificates.memberState(country));
  const dispatcher = new Agent({ connect: { key, cert, ca } });
  const address = constellation.addresses['CCN2ng'];

  const ask = async (method: 'GET' | 'POST', path: string, body?: Json) => {
    const answer = await request(`${address}/rest/v1${path}`, {
      dispatcher,
      method,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await answer.body.text();
    return { status: answer.statusCode, body: text === '' ? undefined : JSON.parse(text) };
  };

  /** Header of a message of its own, and the time. */
  const stamped = (message: Json) => {
    const now = toSecond(Date.now());
    Object.assign(message.MessageHeader, {
      messageId: randomUUID(),
      messageSender: `NES.${country}`,
      messageTimestamp: now,
    });
    message.documentIssueDate.DateTime = now;
    return message;
  };

  return {
    country,
    get: (path) => ask('GET', path),
    post: (path, body) => ask('POST', path, body),
    take: async (MRN, type) => {
      const endsAtMs = performance.now() + waitMs;
      while (performance.now() < endsAtMs) {
        const { body } = await ask('GET', '/exchange/messages?limit=100&waitSeconds=2');
        const listed = (body.message ?? []).find(
          (one: Json) => one.MRN === MRN && (type === undefined || one.type === type),
        );
        if (listed === undefined) continue;
        const whole = await ask('GET', `/exchange/messages/${listed.messageId}`);
        await ask('POST', `/exchange/messages/${listed.messageId}/acknowledgement`, {});
        return whole.body;
      }
      throw new Error(`${country} got no ${type ?? 'message'} about ${MRN}`);
    },
    screen: async (MRN, more = {}) => {
      const message = stamped(example('entry', 'IE4S01submitEScreeningAssessment'));
      message.functionalReference = MRN;
      message.involvedMemberState.country = country;
      message.riskAnalysis.riskAnalysisRequestReference = `${MRN}-${country}`;
      return (await ask('POST', '/entry/risk-analysis/IE4S01', { ...message, ...more })).status;
    },
    conclude: async (MRN, more = {}) => {
      const message = stamped(example('entry', 'IE4S02submitRiskAnalysisResult'));
      message.functionalReference = MRN;
      message.responsibleMemberState.country = country;
      message.riskAnalysis[0].riskAnalysisRequestReference = `${MRN}-${country}`;
      // What came before it may still be on its way through the platform: then it is asked to wait, as any system would.
      const endsAtMs = performance.now() + waitMs;
      for (;;) {
        const { status } = await ask('POST', '/entry/risk-analysis/IE4S02', { ...message, ...more });
        if (status !== 409 || performance.now() > endsAtMs) return status;
        await sleep(100);
      }
    },
    close: () => dispatcher.close(),
  };
};
