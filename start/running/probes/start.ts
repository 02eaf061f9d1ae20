/** Starts the probes beside monitoring, where they are wanted and what they need is there. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadDemoAccounts } from '../../../platforms/uumds/provider/demo-accounts.ts';
import { describeRealm } from '../../../platforms/uumds/realm.ts';
import type { Clock } from '../../../shared-services/kit/clock.ts';
import type { Logger } from '../../../shared-services/kit/logging.ts';
import type { Metrics } from '../../../shared-services/kit/metrics.ts';
import { probeClient, probeMemberState } from '../../../shared-services/kit/probe.ts';
import { type Probes, startProbes } from '../../../shared-services/monitoring/probes/probes.ts';
import type { PlatformSettings } from '../../settings.ts';
import { memberStateProbes, traderProbes } from './run.ts';

export interface StartProbesParts {
  readonly settings: PlatformSettings;
  readonly dataDirectory: string;
  readonly issuer: string;
  readonly trustAnchor: () => string;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly log: Logger;
}

const secretOf = async ({ settings, dataDirectory }: StartProbesParts): Promise<string> => {
  if (settings.PORTORIUM_PROBE_SECRET !== undefined) return settings.PORTORIUM_PROBE_SECRET;
  const { clients } = await loadDemoAccounts(join(dataDirectory, 'uumds'), describeRealm());
  const secret = clients[probeClient];
  if (secret === undefined) throw new Error(`there is no client ${probeClient}`);
  return secret;
};

/** A token of its own for each probe: that the provider gives one is probed too. */
const tokenOf = (parts: StartProbesParts) => async (): Promise<string> => {
  const answer = await fetch(`${parts.issuer}/protocol/openid-connect/token`, {
    method: 'POST',
    signal: AbortSignal.timeout(10_000),
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: probeClient,
      client_secret: await secretOf(parts),
    }),
  });
  const { access_token: token } = (await answer.json()) as { readonly access_token?: string };
  if (token === undefined) throw new Error(`no token: ${answer.status}`);
  return token;
};

const credentialOf = ({ settings, dataDirectory }: StartProbesParts) => {
  const folder = settings.PORTORIUM_CERTIFICATES ?? join(dataDirectory, 'certificates');
  return () => readFile(join(folder, 'member-states', `${probeMemberState}.pem`), 'utf8');
};

/** Of the embedded provider, in this process or in that of UUM&DS on this machine; of another one, where it was told. */
const knowsSecret = ({ PORTORIUM_ISSUER, PORTORIUM_UUMDS_PORT, PORTORIUM_PROBE_SECRET }: PlatformSettings): boolean =>
  PORTORIUM_PROBE_SECRET !== undefined ||
  PORTORIUM_ISSUER === undefined ||
  PORTORIUM_ISSUER.startsWith(`http://127.0.0.1:${PORTORIUM_UUMDS_PORT}/`);

/** Undefined where none can run, or none is wanted. */
export const startOwnProbes = async (parts: StartProbesParts): Promise<Probes | undefined> => {
  const { settings, trustAnchor, clock, log, metrics } = parts;
  const seconds = settings.PORTORIUM_PROBE_SECONDS;
  if (seconds === 0) return undefined;
  const credential = credentialOf(parts);
  const hasCertificate = await credential().then(
    () => true,
    () => false,
  );
  const url = settings.PORTORIUM_PROBE_SPEED2NG_URL ?? `https://localhost:${settings.PORTORIUM_SPEED2NG_PORT}`;
  const exchangeUrl = settings.PORTORIUM_PROBE_CCN2NG_URL ?? `https://localhost:${settings.PORTORIUM_CCN2NG_PORT}`;
  const probes = [
    ...(knowsSecret(settings) ? traderProbes({ url, trustAnchor, token: tokenOf(parts), clock }) : []),
    ...(hasCertificate ? memberStateProbes({ url: exchangeUrl, trustAnchor, credential }) : []),
  ];
  if (probes.length === 0) return undefined;
  return startProbes({ probes, registry: metrics.registry, intervalMs: seconds * 1000, log });
};
