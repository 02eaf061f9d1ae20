/**
 * The rules in force. That authorised operators are controlled less is the law (UCC Art. 38(6) [M]: fewer controls, according
 * to the kind of authorisation; AEOS for security and safety, AEOC for customs simplifications); by how much is our own figure.
 */
import type { HistoryRule } from './rule.ts';

const actors = ['declarant', 'representative', 'carrier', 'importer', 'exporter', 'consignee', 'consignor'] as const;

export const historyRules: readonly HistoryRule[] = [
  {
    ...{ id: 'HIST-AEOS', version: 1, title: 'The declarant is authorised for security and safety' },
    ...{ roles: ['declarant'], areas: ['SEC', 'SAF', 'TRN'], points: -15 },
    test: { kind: 'aeo', types: ['AEOS', 'AEOF'], status: 'valid' },
  },
  {
    ...{ id: 'HIST-AEOC', version: 1, title: 'The declarant or importer is authorised for customs simplifications' },
    ...{ roles: ['declarant', 'importer'], areas: ['UVL', 'IPR', 'PSF'], points: -10 },
    test: { kind: 'aeo', types: ['AEOC', 'AEOF'], status: 'valid' },
  },
  {
    ...{ id: 'HIST-AEO-SUSP', version: 1, title: 'An authorisation of the declarant is suspended' },
    ...{ roles: ['declarant'], areas: ['SEC', 'SAF', 'TRN', 'UVL', 'IPR', 'PSF'], points: 10 },
    test: { kind: 'aeo', types: ['AEOC', 'AEOS', 'AEOF'], status: 'suspended' },
  },
  {
    ...{ id: 'HIST-FINDS-1', version: 1, title: 'A find in the last year' },
    ...{ roles: actors, areas: ['SEC', 'SAF', 'DRG', 'CIT', 'IPR', 'CSH', 'PSF', 'UVL', 'DUU', 'TRN'], points: 5 },
    test: { kind: 'finds', atLeast: 1, withinDays: 365 },
  },
  {
    ...{ id: 'HIST-FINDS-3', version: 1, title: 'Three finds in the last year' },
    ...{ roles: actors, areas: ['SEC', 'SAF', 'DRG', 'CIT', 'IPR', 'CSH', 'PSF', 'UVL', 'DUU', 'TRN'], points: 10 },
    test: { kind: 'finds', atLeast: 3, withinDays: 365 },
  },
];
