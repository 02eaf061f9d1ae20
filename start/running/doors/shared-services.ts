import { rowsOf } from '../../../shared-services/kit/identity/used-proofs.ts';
import { startSharedServices } from '../../../shared-services/server.ts';
import { openBearer } from '../bearer.ts';
import { openAddressGuard } from '../throttles.ts';
import type { OpenDoor } from './door.ts';
import { consoleUrlOf } from './pages.ts';
import { renewing } from './renewing.ts';

const minuteMs = 60_000;

/** The door of operators and auditors: by REST, and the console. */
export const openSharedServices: OpenDoor = async (parts) => {
  const { settings } = parts;
  // Sessions and used proofs alone: what the console does is recorded by the operations that it asks for.
  const rows = rowsOf(parts.databases.poolOf('console'));
  const tokens = await openBearer('shared-services', settings.PORTORIUM_SHARED_SERVICES_URL, {
    ...parts,
    proofs: rows,
  });
  const server = await startSharedServices({
    ...parts,
    carry: parts.host.carryFrom('shared-services'),
    ...(parts.auditLog === undefined ? {} : { auditKeys: parts.auditLog.signer.keys }),
    bearer: tokens.bearer,
    addresses: openAddressGuard(parts.settings, undefined, parts.metrics, parts.log),
    certificates: parts.certificates.gateway('shared-services'),
    host: parts.settings.PORTORIUM_HOST,
    port: settings.PORTORIUM_SHARED_SERVICES_PORT,
    operatorsConsole: {
      url: consoleUrlOf(settings),
      issuer: parts.issuer,
      rows,
      limits: {
        idleMs: settings.PORTORIUM_CONSOLE_IDLE_MINUTES * minuteMs,
        longestMs: settings.PORTORIUM_CONSOLE_SESSION_HOURS * 60 * minuteMs,
      },
    },
  });
  const stop = renewing('shared-services', tokens.takenBy(server), parts);
  const addresses = { 'Shared services': server.url, 'operators’ console': `${consoleUrlOf(settings)}/console` };
  return { addresses, stop };
};
