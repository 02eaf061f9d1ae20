/** Where log lines of this process go: standard output always, a collector where there is one, and the store for searching. */
import type { Platform } from '../../reference-architecture/contract/language.ts';
import { createLogLines, type LogLines } from '../../shared-services/kit/log-lines.ts';
import { type DestinationStream, standardOutput } from '../../shared-services/kit/logging.ts';
import type { PlatformSettings } from '../settings.ts';
import { ownVersion } from './version.ts';

export interface LogOutput {
  readonly lines: LogLines;
  /** Sends what is left to the collector. */
  stop(): Promise<void>;
}

const both = (one: DestinationStream, other: DestinationStream): DestinationStream => ({
  write: (line) => {
    one.write(line);
    other.write(line);
  },
});

/** The SDK is loaded only where there is a collector. */
export const openLogOutput = async (
  serviceName: Platform | 'portorium',
  { PORTORIUM_OTLP_URL: url }: Pick<PlatformSettings, 'PORTORIUM_OTLP_URL'>,
): Promise<LogOutput> => {
  if (url === undefined) return { lines: createLogLines({ out: standardOutput() }), stop: async () => {} };
  const { createOtlpLogs } = await import('../../shared-services/kit/logs-otlp.ts');
  const collector = createOtlpLogs({ url, serviceName, version: ownVersion() });
  return {
    lines: createLogLines({ out: both(standardOutput(), collector.destination) }),
    // A collector that is away must not keep a platform from ending.
    stop: () => collector.stop().catch(() => undefined),
  };
};
