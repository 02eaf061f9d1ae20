/** Security events of all doors, incidents made of them, and what is done about them by two people. */
import { application } from '../../reference-architecture/contract/language.ts';
import { SecurityEvents, SecurityIntake } from './contract/events.ts';
import { SecurityIncidents } from './contract/incidents.ts';
import { SecurityResponse } from './contract/responses.ts';

export const contract = application({
  name: 'security',
  platform: 'shared-services',
  title: 'Security',
  description: 'Security events of all doors, incidents made of them, and responses that two people agree upon.',
  owner: 'Shared services: security',
  version: '1.0.0',
  services: { SecurityEvents, SecurityIncidents, SecurityResponse, SecurityIntake },
  events: {},
  notifications: {},
  subscribes: [],
});
