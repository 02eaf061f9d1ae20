/** The invented people and systems, as users that Keycloak imports. */
import { holdsPrefix } from '../credentials/domain/api-client.ts';
import {
  circleRole,
  type NationalProvider,
  type Organisation,
  type Profile,
  profileClient,
  type Standing,
} from '../realm.ts';
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

/** What systems of an operator may be registered for: profiles with which somebody acts on the platform for it. */
export const heldProfiles: readonly Profile[] = ['declarant', 'representative', 'carrier', 'it-provider'];

export const roleOfHeld = (profile: Profile): string => `${holdsPrefix}${profile}`;

/** An administrator's account says what the operator holds beside what it may do itself. */
const rolesOfPerson = ({ circle, profiles }: Organisation, held: readonly Profile[]): readonly string[] =>
  circle === 'untrusted' && held.includes('administrator')
    ? [...held, ...profiles.filter((profile) => heldProfiles.includes(profile)).map(roleOfHeld)]
    : held;

export const usersOf = (organisation: Organisation, providers: readonly NationalProvider[]) => [
  ...(organisation.circle === 'trusted' ? [] : [systemOf(organisation)]),
  ...organisation.persons.map(({ name, profiles: held, personIdentifier }) => ({
    username: name,
    requiredActions: ['UPDATE_PASSWORD'],
    federatedIdentities: federatedIdentitiesOf(providers, organisation, personIdentifier),
    ...standing({ ...organisation, profiles: held }),
    clientRoles: { [profileClient]: rolesOfPerson(organisation, held) },
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
