/** Classes of service, and the availability that each promises, in per cent of calls over 30 days. */
import type { Service } from './language.ts';

export type ServiceLevel = 'bronze' | 'silver' | 'gold';

/** As the trans-European customs systems have them: 99.4, 99.6, 99.8 per cent. [M] */
export const objectivePercent: Readonly<Record<ServiceLevel, number>> = { bronze: 99.4, silver: 99.6, gold: 99.8 };

/** Silver where the contract does not say. */
export const serviceLevelOf = ({ serviceLevel = 'silver' }: Pick<Service, 'serviceLevel'>): ServiceLevel =>
  serviceLevel;
