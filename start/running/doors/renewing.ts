/** Follows certificates while a server runs. */
import type { Platform } from '../../../reference-architecture/contract/language.ts';
import type { ServerCertificates } from '../../../shared-services/gateway/server.ts';
import type { DoorParts } from './door.ts';

/** New certificates are shown as soon as they are there; gives how to stop. */
export const renewing = (
  platform: Platform,
  server: { renewCertificates(certificates: ServerCertificates): void; stop(): Promise<void> },
  { certificates }: DoorParts,
) => {
  const forget = certificates.trust.onChange(() => server.renewCertificates(certificates.gateway(platform)));
  return () => {
    forget();
    return server.stop();
  };
};
