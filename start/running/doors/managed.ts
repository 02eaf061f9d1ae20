import type { Platform } from '../../../reference-architecture/contract/language.ts';
import { defaultLimits } from '../../../shared-services/gateway/limits.ts';
import { startManagement } from '../../../shared-services/gateway/management.ts';
import type { PlatformSettings } from '../../settings.ts';
import type { OpenDoor } from './door.ts';

/** Health and metrics of a platform that has no server of its own for them. */
export const managed =
  (platform: Platform, portOf: (settings: PlatformSettings) => number): OpenDoor =>
  async ({ settings, metrics, databases }) => {
    const server = await startManagement({
      host: settings.PORTORIUM_INTERNAL_HOST,
      port: portOf(settings),
      limits: defaultLimits,
      registry: metrics.registry,
      ready: databases.answers,
    });
    return { addresses: { [`${platform} metrics`]: `${server.url}/metrics` }, stop: server.stop };
  };
