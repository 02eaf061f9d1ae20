/** What tokens of a client say, as Keycloak's protocol mappers: written out, whoever the holder is. */

export interface Mapper {
  readonly name: string;
  readonly protocol: 'openid-connect';
  readonly protocolMapper: string;
  readonly config: Readonly<Record<string, string>>;
}

export const mapper = (name: string, protocolMapper: string, config: Record<string, string>): Mapper => ({
  ...{ name, protocol: 'openid-connect', protocolMapper },
  config: { 'access.token.claim': 'true', 'id.token.claim': 'false', ...config },
});

export const claim = (name: string, value: string | readonly string[]): Mapper =>
  mapper(name, 'oidc-hardcoded-claim-mapper', {
    'claim.name': name,
    'claim.value': typeof value === 'string' ? value : JSON.stringify(value),
    'jsonType.label': typeof value === 'string' ? 'String' : 'JSON',
    'userinfo.token.claim': 'false',
  });
