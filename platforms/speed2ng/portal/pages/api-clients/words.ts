/** What the words of the contract are called on the pages. */
import type { ReplyOf } from '../../../../../reference-architecture/contract/language.ts';
import type { contract } from '../../../../uumds/credentials/contract.ts';

export type Client = ReplyOf<(typeof contract)['services']['ApiClients']['operations']['consultApiClient']>;

export const profileWords: Readonly<Record<Client['profiles'][number], string>> = {
  declarant: 'Declarant',
  representative: 'Representative',
  carrier: 'Carrier',
  'it-provider': 'Runs systems for others',
};

export const authenticationWords: Readonly<Record<Client['authentication'], string>> = {
  private_key_jwt: 'Signed assertion (private_key_jwt)',
  self_signed_tls_client_auth: 'Certificate in mutual TLS (self_signed_tls_client_auth)',
};
