/** The trader portal as a site: its pages, its client of the union sign-in, and whom it lets in. */
import type { SiteDefinition } from '../../../shared-services/gateway/pages/site/definition.ts';
import { callerOf } from '../steps/authenticate.ts';
import { welcomePage } from './pages/welcome.ts';
import { paths, portalRoot } from './paths.ts';
import { routes } from './routes.ts';

export const portal: SiteDefinition = {
  title: 'Trader portal',
  root: portalRoot,
  clientId: 'portorium-portal',
  cookies: { session: '__Host-portorium-session', signIn: '__Host-portorium-sign-in' },
  sections: [
    { title: 'Mailbox', path: paths.mailbox, operationId: 'speed2ng.listMessages' },
    { title: 'Receipts', path: paths.receipts, operationId: 'speed2ng.fetchReceipt' },
    { title: 'Mandates', path: paths.mandates, operationId: 'mandates.listMandates' },
    { title: 'API clients', path: paths.apiClients, operationId: 'credentials.listApiClients' },
    { title: 'Seal certificates', path: paths.seals, operationId: 'credentials.listSeals' },
  ],
  routes,
  welcome: welcomePage,
  callerOf,
};
