import type { Route } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { listProfiles } from './list.ts';

export const profileRoutes: readonly Route[] = [
  { method: 'get', path: '/profiles', needs: 'risk-analysis.listProfiles', show: listProfiles },
];
