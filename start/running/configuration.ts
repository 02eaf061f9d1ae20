/** Tells governance with what settings the platforms of this process run, and what nobody has agreed to. */
import { Gauge, type Registry } from 'prom-client';
import type { Platform } from '../../reference-architecture/contract/language.ts';
import { contract as governance } from '../../shared-services/governance/contract.ts';
import type { Clock } from '../../shared-services/kit/clock.ts';
import type { Host } from '../../shared-services/kit/host/host.ts';
import type { Logger } from '../../shared-services/kit/logging.ts';
import { type Loop, startLoop } from '../../shared-services/kit/loop.ts';
import type { Metrics } from '../../shared-services/kit/metrics.ts';
import { createCalls } from '../../shared-services/kit/rpc/calls.ts';
import { ownCall } from '../../shared-services/kit/rpc/own-call.ts';
import { dangerousNames, type ToldSetting, tellSettings } from '../../shared-services/kit/settings.ts';
import { settings as knownSettings, type PlatformSettings } from '../settings.ts';

export interface Configuration {
  readonly setting: readonly ToldSetting[];
  readonly dangerousSetting: readonly string[];
}

export interface TellingParts {
  readonly platforms: readonly Platform[];
  readonly host: Pick<Host, 'carryFrom'>;
  readonly settings: Pick<PlatformSettings, 'PORTORIUM_DANGEROUS_SETTINGS'>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Pick<Metrics, 'registry'>;
}

const deadlineMs = 5000;
/** An agreement, or its end, is seen this much later. */
const intervalMs = 60_000;

export const configurationOf = (environment: Readonly<Record<string, string | undefined>>): Configuration => ({
  setting: tellSettings(knownSettings, environment),
  dangerousSetting: dangerousNames(knownSettings),
});

/** Names to which no two people have agreed, of all platforms of the process. */
const tellAll = async (configuration: Configuration, { platforms, host, clock }: TellingParts): Promise<string[]> => {
  const { setting, dangerousSetting } = configuration;
  const runsWith = {
    ...(setting.length === 0 ? {} : { setting: [...setting] }),
    dangerousSetting: [...dangerousSetting],
  };
  const answers = platforms.map((platform) =>
    createCalls(host.carryFrom(platform))
      .to(governance)
      .reportConfiguration(runsWith, ownCall(platform, clock.nowMs() + deadlineMs)),
  );
  return [...new Set((await Promise.all(answers)).flatMap(({ unapproved = [] }) => unapproved))].sort();
};

export const notAgreedGauge = (registry: Registry): Gauge =>
  new Gauge({
    name: 'portorium_settings_not_agreed',
    help: 'Dangerous settings with values to which no two people have agreed',
    registers: [registry],
  });

const notAgreed = (names: readonly string[]): Error =>
  new Error(
    `no two people have agreed to ${names.join(', ')}. Propose the value and have somebody else agree to it at the ` +
      'administrators’ door (POST /rest/v1/governance/approvals), or leave the setting as it is by itself',
  );

/**
 * A process that cannot tell (governance is not there yet) goes on, and tells later.
 *
 * @throws {Error} a dangerous setting was not agreed to, and PORTORIUM_DANGEROUS_SETTINGS=agreed
 */
export const tellConfiguration = async (configuration: Configuration, parts: TellingParts): Promise<Loop> => {
  const { log, settings, metrics } = parts;
  const gauge = notAgreedGauge(metrics.registry);
  let lastTold = '';
  const tell = async (): Promise<readonly string[]> => {
    const unapproved = await tellAll(configuration, parts);
    gauge.set(unapproved.length);
    const told = unapproved.join(', ');
    if (told !== '' && told !== lastTold)
      log.warn({ settings: told }, 'dangerous settings that no two people have agreed to');
    lastTold = told;
    return unapproved;
  };
  const unapproved = await tell().catch((error: unknown) => {
    log.warn({ reason: String(error) }, 'the configuration cannot be told to governance now; it is tried again');
    return [];
  });
  if (settings.PORTORIUM_DANGEROUS_SETTINGS === 'agreed' && unapproved.length > 0) throw notAgreed(unapproved);
  return startLoop({ name: 'configuration', intervalMs, work: tell, log });
};
