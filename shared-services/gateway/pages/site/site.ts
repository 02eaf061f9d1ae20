/** Puts a site together, and keeps its tables free of what is over. */
import type { Router } from 'express';
import { type Application, operationsOf } from '../../../../reference-architecture/contract/language.ts';
import { startLoop } from '../../../kit/loop.ts';
import { createThrottle } from '../../throttle.ts';
import type { Assets } from '../assets.ts';
import type { SiteDefinition } from './definition.ts';
import { createStreams } from './live.ts';
import type { SiteParts } from './parts.ts';
import { siteRouter } from './router.ts';
import { sweepSessions } from './session/rows.ts';
import { createSessions, defaultSessionLimits, type SessionLimits } from './session/sessions.ts';
import { createSignIn } from './sign-in/sign-in.ts';

/** What an operator says of a site. */
export interface SiteSettings {
  /** Address by which people reach it: `https://localhost:8443`. */
  readonly url: string;
  /** `https://.../realms/portorium` */
  readonly issuer: string;
  readonly limits?: Partial<SessionLimits>;
}

export type SiteBase = Pick<
  SiteParts,
  'receive' | 'admission' | 'metrics' | 'limits' | 'rows' | 'bearer' | 'addresses' | 'notes' | 'clock' | 'log'
> & { readonly catalogue: readonly Application[]; readonly assets: Assets };

export interface Site {
  readonly router: Router;
  /** Ends what is told to pages by and by; before the server ends. */
  letGo(): void;
  stop(): Promise<void>;
}

const sweepEveryMs = 60_000;
/** From one address in a minute: an office may stand behind it. */
const signInsPerMinute = 120;

const titlesIn = (catalogue: readonly Application[]): ReadonlyMap<string, string> =>
  new Map(
    catalogue.flatMap(({ notifications }) =>
      Object.values(notifications).map(({ message }) => [message.name, message.title] as const),
    ),
  );

export const createSite = (site: SiteDefinition, settings: SiteSettings, base: SiteBase): Site => {
  const { rows, clock, log, catalogue } = base;
  const { origin } = new URL(settings.url);
  const { issuer } = settings;
  const signIn = createSignIn({ issuer, clientId: site.clientId, siteUrl: `${origin}${site.root}`, clock });
  const limits = { ...defaultSessionLimits, ...settings.limits };
  const titles = titlesIn(catalogue);
  const streams = createStreams();
  const parts: SiteParts = {
    ...base,
    site,
    origin,
    signInOrigin: new URL(issuer).origin,
    offered: new Map(catalogue.flatMap(operationsOf).map((placed) => [placed.id, placed])),
    titleOf: (type) => titles.get(type) ?? type,
    sessions: createSessions({ rows, signIn, clock, limits }),
    signIn,
    signInThrottle: createThrottle({ requests: signInsPerMinute, periodSeconds: 60 }),
  };
  const router = siteRouter(parts, streams);
  const sweep = () => sweepSessions(rows, clock.nowMs(), limits.idleMs);
  const loop = startLoop({ name: `sessions of ${site.root}`, intervalMs: sweepEveryMs, work: sweep, log });
  return { router, letGo: streams.end, stop: loop.stop };
};
