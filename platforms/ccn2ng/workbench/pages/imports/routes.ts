import type { Route } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { askImport, importProfiles } from './import.ts';

const needs = ['risk-analysis.importProfiles', 'risk-analysis.importDecisionTable'];

export const importRoutes: readonly Route[] = [
  { method: 'get', path: '/imports', needs, show: askImport },
  { method: 'post', path: '/imports', show: importProfiles },
];
