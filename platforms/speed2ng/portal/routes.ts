/** Every page of the portal. */

import type { Route } from '../../../shared-services/gateway/pages/site/visit.ts';
import { apiClientRoutes } from './pages/api-clients/routes.ts';
import { homeRoutes } from './pages/home.ts';
import { mailboxRoutes } from './pages/mailbox/routes.ts';
import { mandateRoutes } from './pages/mandates/routes.ts';
import { receiptRoutes } from './pages/receipts.ts';
import { sealRoutes } from './pages/seals/routes.ts';

export const routes: readonly Route[] = [
  ...homeRoutes,
  ...mailboxRoutes,
  ...receiptRoutes,
  ...mandateRoutes,
  ...apiClientRoutes,
  ...sealRoutes,
];
