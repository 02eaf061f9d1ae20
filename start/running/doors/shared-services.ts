import { startSharedServices } from '../../../shared-services/server.ts';
import { openBearer } from '../bearer.ts';
import { openAddressGuard } from '../throttles.ts';
import type { OpenDoor } from './door.ts';
import { renewing } from './renewing.ts';

/** The door of operators and auditors. */
export const openSharedServices: OpenDoor = async (parts) => {
  const tokens = await openBearer('shared-services', parts.settings.PORTORIUM_SHARED_SERVICES_URL, parts);
  const server = await startSharedServices({
    ...parts,
    carry: parts.host.carryFrom('shared-services'),
    ...(parts.auditLog === undefined ? {} : { auditKeys: parts.auditLog.signer.keys }),
    bearer: tokens.bearer,
    addresses: openAddressGuard(parts.settings, undefined, parts.metrics, parts.log),
    certificates: parts.certificates.gateway('shared-services'),
    host: parts.settings.PORTORIUM_HOST,
    port: parts.settings.PORTORIUM_SHARED_SERVICES_PORT,
  });
  const stop = renewing('shared-services', tokens.takenBy(server), parts);
  return { addresses: { 'Shared services': server.url }, stop };
};
