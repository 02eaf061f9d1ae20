/** Headers of every page that people see: nothing is run, nothing is loaded from elsewhere, nothing is kept. */
import type { ServerResponse } from 'node:http';

export interface PageHeaderParts {
  /** Origins beside our own to which a form may lead, also by a redirect: the sign-in, when somebody signs out. */
  readonly formTargets?: readonly string[];
  /** Whether scripts of our own may run; never any that stands in a page. */
  readonly scripts?: boolean;
  /** Its scripts make HTML by the one policy `portorium` alone. */
  readonly trustedTypes?: boolean;
}

/** No script that is not a file of ours, no style but our own sheet: a page into which something was smuggled does nothing. */
export const pagePolicy = ({ formTargets = [], scripts = false, trustedTypes = false }: PageHeaderParts = {}): string =>
  [
    "default-src 'none'",
    ...(scripts ? ["script-src 'self'", "connect-src 'self'"] : []),
    ...(trustedTypes ? ["require-trusted-types-for 'script'", 'trusted-types portorium'] : []),
    "style-src 'self'",
    "img-src 'self'",
    `form-action ${["'self'", ...formTargets].join(' ')}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');

export const setPageHeaders = (response: ServerResponse, parts: PageHeaderParts = {}): void => {
  response.setHeader('Content-Security-Policy', pagePolicy(parts));
  response.setHeader('Cache-Control', 'no-store');
  // With `no-referrer` a browser says `Origin: null` with our own forms, and they could not be told from foreign ones.
  response.setHeader('Referrer-Policy', 'same-origin');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('X-Frame-Options', 'DENY');
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  response.setHeader('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()');
};
