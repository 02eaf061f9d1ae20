/** The risk engine, as the service uses it: with explanations. */
import { compileProfiles } from '../../../platforms/cdco/risk-analysis/domain/engine.ts';
import { measureTraffic } from '../../../platforms/cdco/risk-analysis/domain/matching/measured-traffic.ts';
import type { Contender } from '../contender.ts';
import type { Bench } from '../declarations.ts';

export const subjectOf = (declaration: unknown, { specificCircumstance }: Bench) => ({
  declaration,
  procedure: 'entry',
  specificCircumstance,
});

export const trafficOf = (sample: readonly Bench[]) =>
  measureTraffic(sample.map((one) => subjectOf(JSON.parse(one.text), one)));

export const engine: Contender = {
  name: 'engine',
  load: (profiles, sample) => {
    const made = compileProfiles(profiles, trafficOf(sample));
    return {
      textOf: ({ text }) => text,
      evaluate: (parsed, declaration) =>
        made.assess(subjectOf(parsed, declaration), declaration.onDate).map(({ profileId }) => profileId),
    };
  },
};
