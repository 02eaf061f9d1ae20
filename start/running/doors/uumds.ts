import { defaultRealmSettings } from '../../../platforms/uumds/realm.ts';
import { startUumds } from '../../../platforms/uumds/server.ts';
import { proxiesOf } from '../../../shared-services/gateway/throttling/address.ts';
import { authorityOf } from '../../world.ts';
import { startNationalSignIns } from '../national-sign-ins.ts';
import { openAddressGuard } from '../throttles.ts';
import type { OpenDoor } from './door.ts';
import { consoleUrlOf, portalUrlOf, workbenchUrlOf } from './pages.ts';
import { renewing } from './renewing.ts';

/** Sign-in and tokens; with an issuer of the operator's own (Keycloak) there is nothing to open. */
export const openUumds: OpenDoor = async (parts) => {
  const { host, certificates, databases, settings, dataDirectory, clock, log } = parts;
  if (settings.PORTORIUM_ISSUER !== undefined) return { addresses: {}, stop: async () => {} };
  const nationals = await startNationalSignIns(settings.PORTORIUM_NATIONAL_SIGN_INS, dataDirectory);
  try {
    const uumds = await startUumds({
      pool: databases.poolOf('uumds'),
      port: settings.PORTORIUM_UUMDS_PORT,
      host: settings.PORTORIUM_INTERNAL_HOST,
      dataDirectory: `${dataDirectory}/uumds`,
      realm: {
        ...defaultRealmSettings,
        portalUrl: portalUrlOf(settings),
        monitoringUrl: consoleUrlOf(settings),
        workbenchUrl: workbenchUrlOf(settings),
        nationalProviders: nationals.nationalProviders,
      },
      // Where the operator's own authority issues, it also publishes.
      ...(settings.PORTORIUM_CERTIFICATES === undefined
        ? { authority: authorityOf(settings, dataDirectory, clock, log) }
        : {}),
      isProxy: proxiesOf(settings.PORTORIUM_TRUSTED_PROXIES),
      carry: host.carryFrom('uumds'),
      mutualTls: {
        certificates: certificates.gateway('uumds'),
        host: settings.PORTORIUM_INTERNAL_HOST,
        port: settings.PORTORIUM_UUMDS_MTLS_PORT,
      },
      clock,
      log,
      securityEvents: parts.securityEvents,
      handshakes: {
        connections: openAddressGuard(settings, undefined, parts.metrics, log).connections,
        notes: parts.notes,
      },
    });
    const { baseUrl, mutualTlsUrl = '', issuer } = uumds;
    const stop = renewing('uumds', uumds, parts);
    nationals.serve(issuer);
    return {
      addresses: { 'UUM&DS': baseUrl, 'UUM&DS mutual TLS': mutualTlsUrl, ...nationals.addresses },
      issuer,
      stop: async () => {
        await stop();
        await nationals.stop();
      },
    };
  } catch (error) {
    await nationals.stop();
    throw error;
  }
};
