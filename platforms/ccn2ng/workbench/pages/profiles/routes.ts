import type { Route } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { exportProfile } from './export.ts';
import { listProfiles } from './list.ts';
import { askRetirement, retireProfile } from './retire.ts';
import { showProfile } from './show.ts';

const consult = 'risk-analysis.consultProfile';

export const profileRoutes: readonly Route[] = [
  { method: 'get', path: '/profiles', needs: 'risk-analysis.listProfiles', show: listProfiles },
  { method: 'get', path: '/profiles/:profileId', needs: consult, show: showProfile },
  { method: 'get', path: '/profiles/:profileId/export', needs: consult, show: exportProfile },
  { method: 'get', path: '/profiles/:profileId/retire', needs: 'risk-analysis.retireProfile', show: askRetirement },
  { method: 'post', path: '/profiles/:profileId/retire', show: retireProfile },
];
