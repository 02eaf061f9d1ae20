/** What a Member State asks of CCN2ng, and tells it, whatever protocol it speaks. */
import type { IE4Q10 } from '../../../platforms/cdco/entry/messages/consultation.ts';
import type { IE4S01, IE4S02 } from '../../../platforms/cdco/entry/messages/risk-analysis.ts';
import type { Content } from '../../../reference-architecture/contract/schema.ts';
import { Refusal } from '../../../shared-services/kit/refusal.ts';
import type { Declaration } from '../declaration.ts';

export interface Submissions {
  readonly IE4S01submitEScreeningAssessment: Content<typeof IE4S01>;
  readonly IE4S02submitRiskAnalysisResult: Content<typeof IE4S02>;
}

/** What the union's risk analysis found: see the contract of `risk-analysis`. */
export interface RiskAssessment {
  readonly highestLevel?: string;
  readonly recommendation?: string;
}

/** Each refuses with a {@link Refusal} where CCN2ng does; any other error is one of the connection. */
export interface Ccn2ngClient {
  consult(query: Content<typeof IE4Q10>, conversationId: string): Promise<Declaration>;
  /** By REST in every mode: the service has no other form. */
  assessment(MRN: string, conversationId: string): Promise<RiskAssessment>;
  submit<Name extends keyof Submissions>(name: Name, message: Submissions[Name], conversationId: string): Promise<void>;
  close(): Promise<void>;
}

/** PEM. */
export interface Tls {
  readonly key: string;
  readonly cert: string;
  readonly ca: string;
}

export const callTimeoutMs = 15_000;

interface Problem {
  readonly code?: string;
  readonly title?: string;
  readonly faults?: readonly { readonly code: string; readonly pointer: string; readonly message: string }[];
}

const passing: ReadonlySet<string> = new Set(['THROTTLED', 'MESSAGE_TOO_SLOW']);

/** A refusal in any protocol's words. One that passes is an ordinary error: it is tried again. */
export const refusalOf = (problem: Problem, willPass: boolean): Error => {
  const { code = 'UNKNOWN', title = 'refused without a word', faults = [] } = problem;
  const told = faults.map((fault) => `${fault.code} at ${fault.pointer}: ${fault.message}`);
  const detail = [title, ...told].join(' ');
  if (willPass || passing.has(code)) return new Error(`${code}: ${detail}`);
  return new Refusal({ code, status: 'invalid', title: detail });
};
