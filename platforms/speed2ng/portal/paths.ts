/** Where the pages are. */
export const portalRoot = '/portal';

const below = (path: string) => `${portalRoot}${path}`;
const part = encodeURIComponent;

export const paths = {
  home: portalRoot,
  signIn: below('/sign-in'),
  signOut: below('/sign-out'),
  mailbox: below('/mailbox'),
  message: (messageId: string) => below(`/mailbox/${part(messageId)}`),
  receipts: below('/receipts'),
  receipt: (messageId: string) => below(`/receipts?messageId=${part(messageId)}`),
  mandates: below('/mandates'),
  newMandate: below('/mandates/new'),
  mandate: (mandateId: string) => below(`/mandates/${part(mandateId)}`),
  apiClients: below('/api-clients'),
  newApiClient: below('/api-clients/new'),
  apiClient: (clientId: string) => below(`/api-clients/${part(clientId)}`),
  seals: below('/seals'),
  newSeal: below('/seals/new'),
  seal: (fingerprint256: string) => below(`/seals/${part(fingerprint256)}`),
} as const;
