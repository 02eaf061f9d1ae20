/** What of the risk analysis is sealed: whoever knows it knows whom the customs administrations look for. */
import type { SealedPlace } from '../../../../shared-services/kit/sealed/values.ts';

const version = { id: 'text', version: 'integer' } as const;
const draft = { draft_id: 'uuid' } as const;

export const sealedPlaces: readonly SealedPlace[] = [
  { table: 'profile', column: 'definition', key: version },
  { table: 'rule', column: 'definition', key: version },
  { table: 'profile_draft', column: 'definition', key: draft },
  { table: 'rule_draft', column: 'definition', key: draft },
  { table: 'backtest', column: 'subjects', key: { backtest_id: 'uuid' } },
  {
    table: 'watch_list_entry',
    column: 'content',
    key: { list_id: 'text', list_version: 'integer', position: 'integer' },
  },
  { table: 'random_seed', column: 'seed', key: { rule_id: 'text', version: 'integer' } },
];
