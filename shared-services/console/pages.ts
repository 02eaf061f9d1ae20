/** Every page of the console. */
import { circlesPage } from './circles/page.ts';
import type { ConsolePage } from './page.ts';
import { alertPage } from './pages/alert.ts';
import { alertsPage } from './pages/alerts.ts';
import { breakersPage } from './pages/breakers.ts';
import { certificatesPage } from './pages/certificates.ts';
import { figuresPage } from './pages/figures.ts';
import { journeyPage } from './pages/journey.ts';
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
  queuesPage,
  breakersPage,
  processesPage,
  certificatesPage,
  figuresPage,
];
