import type { Route } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { changeRoutes } from './change.ts';
import { askMandate, grantMandate } from './grant.ts';
import { listMandates } from './list.ts';
import { showMandate } from './show.ts';

export const mandateRoutes: readonly Route[] = [
  { method: 'get', path: '/mandates', show: listMandates },
  { method: 'get', path: '/mandates/new', needs: 'mandates.grantMandate', show: askMandate },
  { method: 'post', path: '/mandates/new', show: grantMandate },
  { method: 'get', path: '/mandates/:mandateId', show: showMandate },
  ...changeRoutes,
];
