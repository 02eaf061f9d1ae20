/** Where spans go, if anywhere. */
import type { Platform } from '../../reference-architecture/contract/language.ts';
import type { Logger } from '../../shared-services/kit/logging.ts';
import type { Tracing } from '../../shared-services/kit/tracing.ts';
import type { PlatformSettings } from '../settings.ts';
import type { Stops } from './ending.ts';
import { ownVersion } from './version.ts';

/** The SDK is loaded only where there is a collector. */
export const openTracing = async (
  platforms: readonly Platform[],
  settings: PlatformSettings,
  stops: Stops,
  log: Logger,
): Promise<Tracing | undefined> => {
  const url = settings.PORTORIUM_OTLP_URL;
  if (url === undefined) return undefined;
  const { createOtlpTracing } = await import('../../shared-services/kit/tracing-otlp.ts');
  const serviceName = platforms.length === 1 ? platforms[0]! : 'portorium';
  const tracing = createOtlpTracing({ url, serviceName, version: ownVersion() });
  // A collector that is away must not keep a platform from ending.
  stops.add(() => tracing.stop().catch((error: unknown) => log.warn({ err: error }, 'the last spans were not sent')));
  return tracing;
};
