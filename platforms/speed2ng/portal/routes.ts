/** Every page of the portal. */
import { apiClientRoutes } from './pages/api-clients/routes.ts';
import { homeRoutes } from './pages/home.ts';
import { mailboxRoutes } from './pages/mailbox/routes.ts';
import { mandateRoutes } from './pages/mandates/routes.ts';
import { receiptRoutes } from './pages/receipts.ts';
import { sealRoutes } from './pages/seals/routes.ts';
import type { Route } from './visit.ts';

export const routes: readonly Route[] = [
  ...homeRoutes,
  ...mailboxRoutes,
  ...receiptRoutes,
  ...mandateRoutes,
  ...apiClientRoutes,
  ...sealRoutes,
];
