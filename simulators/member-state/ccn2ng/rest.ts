/** REST over mutual TLS: JSON in and out. */
import { Agent, request } from 'undici';
import { type Ccn2ngClient, callTimeoutMs, type RiskAssessment, refusalOf, type Tls } from './client.ts';

export interface RestCall {
  readonly conversationId?: string;
  /** A repetition has the same. */
  readonly messageId?: string;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export interface Rest {
  get<T>(path: string, call?: RestCall): Promise<T>;
  post<T>(path: string, body: unknown, call?: RestCall): Promise<T>;
  close(): Promise<void>;
}

/** Answers after which the same call may succeed. */
const passes = (status: number): boolean => status >= 500 || status === 429 || status === 408;

const headersOf = ({ conversationId, messageId }: RestCall, hasBody: boolean): Record<string, string> => ({
  ...(conversationId === undefined ? {} : { 'conversation-id': conversationId }),
  ...(messageId === undefined ? {} : { 'idempotency-key': messageId }),
  ...(hasBody ? { 'content-type': 'application/json' } : {}),
});

const contentOf = (text: string): unknown => {
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    return { title: text.slice(0, 200) };
  }
};

/** @param ccn2ng https://127.0.0.1:9443 */
export const createRest = (ccn2ng: string, { key, cert, ca }: Tls): Rest => {
  const dispatcher = new Agent({ connect: { key, cert, ca }, keepAliveTimeout: 10_000 });
  const ask = async <T>(method: 'GET' | 'POST', path: string, body: unknown, call: RestCall): Promise<T> => {
    const timeout = AbortSignal.timeout(call.timeoutMs ?? callTimeoutMs);
    const answer = await request(`${ccn2ng}/rest/v1${path}`, {
      dispatcher,
      method,
      headers: headersOf(call, body !== undefined),
      body: body === undefined ? null : JSON.stringify(body),
      signal: call.signal === undefined ? timeout : AbortSignal.any([timeout, call.signal]),
    });
    const content = contentOf(await answer.body.text());
    if (answer.statusCode >= 300) throw refusalOf(content as object, passes(answer.statusCode));
    return content as T;
  };
  return {
    get: (path, call = {}) => ask('GET', path, undefined, call),
    post: (path, body, call = {}) => ask('POST', path, body, call),
    close: () => dispatcher.close(),
  };
};

/** The union's own risk analysis of a declaration. */
export const consultAssessment = (rest: Rest, MRN: string, conversationId: string): Promise<RiskAssessment> =>
  rest.get(`/risk-analysis/assessments/${encodeURIComponent(MRN)}`, { conversationId });

const paths = {
  IE4S01submitEScreeningAssessment: '/entry/risk-analysis/IE4S01',
  IE4S02submitRiskAnalysisResult: '/entry/risk-analysis/IE4S02',
} as const;

export const createRestClient = (rest: Rest): Ccn2ngClient => ({
  consult: (query, conversationId) => rest.post('/entry/consultations', query, { conversationId }),
  assessment: (MRN, conversationId) => consultAssessment(rest, MRN, conversationId),
  submit: async (name, message, conversationId) => {
    await rest.post(paths[name], message, { conversationId, messageId: message.MessageHeader.messageId });
  },
  close: () => rest.close(),
});
