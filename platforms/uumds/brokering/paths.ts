/** Where the broker of a realm is: Keycloak's addresses. Below the issuer. */

export const loginPath = (alias: string): string => `/broker/${alias}/login`;

/** To which a national provider sends people back. */
export const endpointPath = (alias: string): string => `/broker/${alias}/endpoint`;

/** To which a national provider sends people back after it signed them out. */
export const signedOutPath = (alias: string): string => `${endpointPath(alias)}/logout_response`;

/** To which a national provider says that a session of its own has ended. */
export const backChannelPath = '/protocol/openid-connect/logout/backchannel-logout';

/** Under which the national providers know UUM&DS. */
export const brokerClientId = 'portorium';
