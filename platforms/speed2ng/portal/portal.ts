/** Puts the portal together, and keeps its tables free of what is over. */
import type { Router } from 'express';
import { type Application, operationsOf } from '../../../reference-architecture/contract/language.ts';
import type { Assets } from '../../../shared-services/gateway/pages/assets.ts';
import { createThrottle } from '../../../shared-services/gateway/throttle.ts';
import { startLoop } from '../../../shared-services/kit/loop.ts';
import type { PortalParts } from './parts.ts';
import { portalRoot } from './paths.ts';
import { portalRouter } from './router.ts';
import { sweepSessions } from './session/rows.ts';
import { createSessions, defaultSessionLimits, type SessionLimits } from './session/sessions.ts';
import { createSignIn } from './sign-in/sign-in.ts';

/** What an operator says of the portal. */
export interface PortalSettings {
  /** Address by which people reach the gateway: `https://localhost:8443`. */
  readonly url: string;
  /** `https://.../realms/portorium` */
  readonly issuer: string;
  readonly limits?: Partial<SessionLimits>;
}

export type PortalBase = Pick<
  PortalParts,
  'receive' | 'admission' | 'metrics' | 'limits' | 'rows' | 'bearer' | 'addresses' | 'notes' | 'clock' | 'log'
> & { readonly catalogue: readonly Application[]; readonly assets: Assets };

export interface Portal {
  readonly router: Router;
  stop(): Promise<void>;
}

const clientId = 'portorium-portal';
const sweepEveryMs = 60_000;
/** From one address in a minute: an office may stand behind it. */
const signInsPerMinute = 120;

const titlesIn = (catalogue: readonly Application[]): ReadonlyMap<string, string> =>
  new Map(
    catalogue.flatMap(({ notifications }) =>
      Object.values(notifications).map(({ message }) => [message.name, message.title] as const),
    ),
  );

export const createPortal = (settings: PortalSettings, base: PortalBase): Portal => {
  const { rows, clock, log, catalogue } = base;
  const origin = new URL(settings.url).origin;
  const signIn = createSignIn({ issuer: settings.issuer, clientId, portalUrl: `${origin}${portalRoot}`, clock });
  const limits = { ...defaultSessionLimits, ...settings.limits };
  const titles = titlesIn(catalogue);
  const router = portalRouter({
    ...base,
    origin,
    signInOrigin: new URL(settings.issuer).origin,
    offered: new Map(catalogue.flatMap(operationsOf).map((placed) => [placed.id, placed])),
    titleOf: (type) => titles.get(type) ?? type,
    sessions: createSessions({ rows, signIn, clock, limits }),
    signIn,
    signInThrottle: createThrottle({ requests: signInsPerMinute, periodSeconds: 60 }),
  });
  const sweep = () => sweepSessions(rows, clock.nowMs(), limits.idleMs);
  const loop = startLoop({ name: 'portal sessions', intervalMs: sweepEveryMs, work: sweep, log });
  return { router, stop: loop.stop };
};
