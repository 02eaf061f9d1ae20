/**
 * Mandates between the invented businesses of the demonstration, so that its customs agent may file for them from the first
 * start on. They come with the demonstration accounts only.
 */
import type { Mandate } from './mandate.ts';

export const seedReason = 'Invented, for demonstration.';
/** Stands where the account of a person would. */
export const seedPerson = 'demonstration';

const agents = 'DE000000000000002';
const sinceMs = Date.parse('2026-11-01T08:00:00Z');

const representedDirectly = (number: number, mandator: string): Mandate => ({
  mandateId: `019a3c5e-9c00-7000-8000-00000000000${number}`,
  reference: `DEMONSTRATION-${number}`,
  mandator,
  mandatary: agents,
  principal: mandator,
  kind: 'directRepresentation',
  profile: 'representative',
  scope: ['entry'],
  validFrom: '2020-01-01',
  maySubDelegate: false,
  state: 'inForce',
  proposedAtMs: sinceMs,
  changedAtMs: sinceMs,
});

export const seedMandates: readonly Mandate[] = [
  representedDirectly(1, 'BE0000000001'),
  representedDirectly(2, 'NL0000000004'),
];
