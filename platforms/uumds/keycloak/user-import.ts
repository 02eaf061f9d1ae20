/** The invented people and systems, as users that Keycloak imports. */
import { circleRole, type NationalProvider, type Organisation, profileClient, type Standing } from '../realm.ts';
import { federatedIdentitiesOf } from './broker-import.ts';

const standing = ({ circle, eori, profiles: held }: Standing) => ({
  enabled: true,
  attributes: { circle: [circle], ...(eori === undefined ? {} : { eori: [eori] }) },
  realmRoles: [circleRole[circle]],
  clientRoles: { [profileClient]: held },
});

export const usersOf = (organisation: Organisation, providers: readonly NationalProvider[]) => [
  {
    username: `service-account-${organisation.id}`,
    serviceAccountClientId: organisation.id,
    ...standing(organisation),
  },
  ...organisation.persons.map(({ name, profiles: held, personIdentifier }) => ({
    username: name,
    requiredActions: ['UPDATE_PASSWORD'],
    federatedIdentities: federatedIdentitiesOf(providers, organisation, personIdentifier),
    ...standing({ ...organisation, profiles: held }),
  })),
];

/** Only an administrator says for whom somebody acts: left to Keycloak's default, these attributes would be dropped. */
export const userProfile = {
  attributes: [
    ...['username', 'email', 'firstName', 'lastName'].map((name) => ({
      name,
      permissions: { view: ['admin', 'user'], edit: ['admin', 'user'] },
    })),
    ...['eori', 'circle'].map((name) => ({ name, permissions: { view: ['admin', 'user'], edit: ['admin'] } })),
  ],
};
