/** Who may look, and who may change: the same for API clients and seals. */
import type { Audience } from '../../../../reference-architecture/contract/language.ts';

/** The operator's own administrator. */
export const administrators: readonly Audience[] = [{ circle: 'untrusted', profiles: ['administrator'] }];

/** Anybody of the operator may see with what its systems prove themselves. */
export const operators: readonly Audience[] = [
  { circle: 'untrusted', profiles: ['administrator', 'declarant', 'representative', 'carrier', 'it-provider'] },
];
