/** Every page of the console. */
import { disposalsPage } from './archive/disposals.ts';
import { packageFilePage, packagePage } from './archive/package.ts';
import { archivePage } from './archive/page.ts';
import { circlesPage } from './circles/page.ts';
import { approvalPage } from './governance/approval.ts';
import { configurationPage } from './governance/configuration.ts';
import { registerPage } from './governance/register.ts';
import { logsPage } from './logs/page.ts';
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
import { lostMessagesPage } from './pages/lost-messages.ts';
import { partnerPage } from './pages/partner.ts';
import { partnersPage } from './pages/partners.ts';
import { processesPage } from './pages/processes.ts';
import { queuesPage } from './pages/queues.ts';
import { servicePage } from './pages/service.ts';
import { servicesPage } from './pages/services.ts';
import { recoveryPage } from './recovery/page.ts';
import { securityPage } from './security/events.ts';
import { incidentPage } from './security/incident.ts';
import { incidentsPage } from './security/incidents.ts';
import { responsePage } from './security/response.ts';
import { responsesPage } from './security/responses.ts';

export const pages: readonly ConsolePage[] = [
  circlesPage,
  servicesPage,
  servicePage,
  alertsPage,
  alertPage,
  journeyPage,
  logsPage,
  partnersPage,
  partnerPage,
  queuesPage,
  deadLettersPage,
  lostMessagesPage,
  breakersPage,
  processesPage,
  certificatesPage,
  figuresPage,
  securityPage,
  incidentsPage,
  incidentPage,
  responsesPage,
  responsePage,
  auditPage,
  auditRecordPage,
  archivePage,
  packagePage,
  packageFilePage,
  disposalsPage,
  recoveryPage,
  registerPage,
  configurationPage,
  approvalPage,
];
