#!/usr/bin/env node
/** The simulated entry system of one Member State, as a program of its own: see README.md. */
import { systemClock } from '../../shared-services/kit/clock.ts';
import { readOptions, usage } from './options.ts';
import { reasonOf } from './retry.ts';
import { startSystem } from './system.ts';
import { createVoice } from './voice.ts';

const main = async (): Promise<void> => {
  const options = await readOptions(process.argv.slice(2));
  if (options === undefined) return console.log(usage);
  const voice = createVoice(options.country);
  const system = await startSystem({ options, clock: systemClock, voice });
  const end = () => void system.stop().finally(() => process.exit(0));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
  await system.running;
};

main().catch((error: unknown) => {
  console.error(`simulated-member-state cannot run: ${reasonOf(error)}\n\n${usage}`);
  process.exit(1);
});
