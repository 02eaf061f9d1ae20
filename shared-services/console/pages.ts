/** Every page of the console. */
import { circlesPage } from './circles/page.ts';
import type { ConsolePage } from './page.ts';
import { alertPage } from './pages/alert.ts';
import { alertsPage } from './pages/alerts.ts';
import { auditPage } from './pages/audit.ts';
import { auditRecordPage } from './pages/audit-record.ts';
import { breakersPage } from './pages/breakers.ts';
import { certificatesPage } from './pages/certificates.ts';
import { deadLettersPage } from './pages/dead-letters.ts';
import { figuresPage } from './pages/figures.ts';
import { journeyPage } from './pages/journey.ts';
import { partnerPage } from './pages/partner.ts';
import { partnersPage } from './pages/partners.ts';
import { processesPage } from './pages/processes.ts';
import { queuesPage } from './pages/queues.ts';
import { servicePage } from './pages/service.ts';
import { servicesPage } from './pages/services.ts';

export const pages: readonly ConsolePage[] = [
  circlesPage,
  servicesPage,
  servicePage,
  alertsPage,
  alertPage,
  journeyPage,
  partnersPage,
  partnerPage,
  queuesPage,
  deadLettersPage,
  breakersPage,
  processesPage,
  certificatesPage,
  figuresPage,
  auditPage,
  auditRecordPage,
];
