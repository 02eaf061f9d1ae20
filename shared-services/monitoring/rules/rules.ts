/** Every alert. One that nobody can act upon does not belong here. */
import type { Rule } from '../domain/rule.ts';
import { processRules } from './processes.ts';
import { queueRules } from './queues-and-partners.ts';
import { securityRules } from './security.ts';
import { serviceLevelRules } from './service-levels.ts';

export const rules: readonly Rule[] = [...serviceLevelRules, ...queueRules, ...processRules, ...securityRules];
