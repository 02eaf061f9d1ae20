/** The invented people and systems, as users that Keycloak imports. */
import { circleRole, type NationalProvider, type Organisation, profileClient, type Standing } from '../realm.ts';
import { federatedIdentitiesOf } from './broker-import.ts';

const standing = ({ circle, eori, memberState, profiles: held }: Standing) => ({
  enabled: true,
  attributes: {
    circle: [circle],
    ...(eori === undefined ? {} : { eori: [eori] }),
    ...(memberState === undefined ? {} : { member_state: [memberState] }),
  },
  realmRoles: [circleRole[circle]],
  clientRoles: { [profileClient]: held },
});

const systemOf = (organisation: Organisation) => ({
  username: `service-account-${organisation.id}`,
  serviceAccountClientId: organisation.id,
  ...standing(organisation),
});

export const usersOf = (organisation: Organisation, providers: readonly NationalProvider[]) => [
  ...(organisation.circle === 'trusted' ? [] : [systemOf(organisation)]),
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
    ...['eori', 'member_state', 'circle'].map((name) => ({
      name,
      permissions: { view: ['admin', 'user'], edit: ['admin'] },
    })),
  ],
};
