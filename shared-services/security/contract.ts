/** Security events of all doors, incidents made of them, and what is done about them by two people. */
import { application, event } from '../../reference-architecture/contract/language.ts';
import { message } from '../../reference-architecture/contract/schema.ts';
import { SecurityEvents, SecurityIntake } from './contract/events.ts';
import { SecurityIncidents } from './contract/incidents.ts';
import { SecurityResponse } from './contract/responses.ts';
import { namespace } from './messages/common.ts';
import { barChange } from './messages/responses.ts';

export const contract = application({
  name: 'security',
  platform: 'shared-services',
  title: 'Security',
  description: 'Security events of all doors, incidents made of them, and responses that two people agree upon.',
  owner: 'Shared services: security',
  version: '1.0.0',
  services: { SecurityEvents, SecurityIncidents, SecurityResponse, SecurityIntake },
  events: {
    barChanged: event({
      summary: 'A partner or credential is to be refused at every gateway, or not any more.',
      message: message('BarChanged', namespace, 'What gateways refuse', barChange),
    }),
  },
  notifications: {},
  subscribes: [],
});
