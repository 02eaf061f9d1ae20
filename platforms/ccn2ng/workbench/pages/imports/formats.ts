/** What can be imported, and which operation takes it. */
import type { ReplyOf, RequestOf } from '../../../../../reference-architecture/contract/language.ts';
import type { Visit } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { contract } from '../../../../cdco/risk-analysis/contract.ts';

type Operations = (typeof contract)['services']['RiskProfileImports']['operations'];
type Batch = RequestOf<Operations['importProfiles']>;
type Table = ReplyOf<Operations['importDecisionTable']>;
export type Outcome = Table['profiles'][number];
export interface Imported {
  readonly profiles: readonly Outcome[];
  readonly meaning?: string;
}

const all = {
  csv: { title: 'Decision table, CSV', row: 'Line' },
  dmn: { title: 'Decision table, DMN 1.3', row: 'Rule' },
  json: { title: 'Profiles as they were exported, JSON', row: 'Profile' },
} as const;

export type Format = keyof typeof all;

export const isFormat = (text: string): text is Format => Object.hasOwn(all, text);
export const formatOf = (format: Format) => all[format];
export const formats = Object.entries(all).map(([name, { title }]) => [name, title] as const);

/** @throws {SyntaxError} JSON that is none; a refusal of the platform */
export const importAs = (visit: Visit, format: Format, content: string): Promise<Imported> => {
  const risk = visit.calls.to(contract);
  if (format === 'json') return risk.importProfiles(JSON.parse(content) as Batch);
  return risk.importDecisionTable({ format, procedure: 'entry', reason: visit.fields.text('reason'), table: content });
};
