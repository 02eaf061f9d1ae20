/** What people are told when a national sign-in does not lead them in. */
import { escapeHtml } from '../../../shared-services/gateway/pages/html.ts';
import { renderPage } from '../provider/pages.ts';
import type { NationalProvider } from '../realm.ts';
import type { Objection } from './assertion.ts';

/** Why somebody comes back without being signed in. */
export type Trouble = Objection | 'UNREACHABLE' | 'NOT_ITS_ANSWER' | 'CANCELLED';

interface Explanation {
  readonly status: number;
  readonly title: string;
  readonly what: (country: string) => string;
  readonly next: string;
}

const registration =
  'Ask the administrator of your economic operator to register you, or the customs administration that gave it its EORI number.';
const tellThem = 'Try again. If it happens again, tell the help desk of your customs administration the code below.';

const explanations: Readonly<Record<Trouble, Explanation>> = {
  PERSON_NOT_KNOWN: {
    status: 403,
    title: 'You have no account here yet',
    what: (country) =>
      `The national sign-in of ${country} knows you, but no economic operator has registered you here.`,
    next: registration,
  },
  OPERATOR_DIFFERS: {
    status: 403,
    title: 'Registered for another economic operator',
    what: (country) =>
      `The national sign-in of ${country} says that you act for an economic operator, and you are registered here for another one.`,
    next: registration,
  },
  LINKED_OTHERWISE: {
    status: 403,
    title: 'The account belongs to another sign-in',
    what: () => 'Your account here was linked to another national sign-in before.',
    next: 'If your national sign-in was replaced, ask the help desk of your customs administration to remove the old link.',
  },
  EORI_OF_ANOTHER_COUNTRY: {
    status: 403,
    title: 'The sign-in is not accepted',
    what: (country) => `${country} vouched for an economic operator of another country, which it cannot do.`,
    next: 'Sign in with the national sign-in of the country that gave the EORI number.',
  },
  PERSON_OF_ANOTHER_COUNTRY: {
    status: 403,
    title: 'The sign-in is not accepted',
    what: (country) => `${country} vouched for a person of another country, which it cannot do.`,
    next: 'Sign in with the national sign-in of your own country.',
  },
  CLAIMS_INCOMPLETE: {
    status: 403,
    title: 'The sign-in is not complete',
    what: (country) =>
      `The national sign-in of ${country} did not say who you are, or for which economic operator you act.`,
    next: 'Ask its help desk whether your national account names your economic operator.',
  },
  UNREACHABLE: {
    status: 503,
    title: 'The national sign-in does not answer',
    what: (country) => `The national sign-in of ${country} cannot be reached now.`,
    next: 'Try again in a few minutes.',
  },
  NOT_ITS_ANSWER: {
    status: 400,
    title: 'The sign-in cannot go on',
    what: (country) =>
      `The answer of the national sign-in of ${country} was not accepted: it was used before, too late, or not its own.`,
    next: tellThem,
  },
  CANCELLED: {
    status: 403,
    title: 'Not signed in',
    what: (country) => `The national sign-in of ${country} did not sign you in.`,
    next: 'You may have cancelled it. Try again, or choose another way.',
  },
};

export interface TroublePage {
  readonly trouble: Trouble;
  readonly provider: NationalProvider;
  /** Where another way can be chosen; absent where the sign-in is over. */
  readonly again?: string;
  readonly style: string;
}

export const statusOf = (trouble: Trouble): number => explanations[trouble].status;

export const troublePage = ({ trouble, provider, again, style }: TroublePage): string => {
  const { title, what, next } = explanations[trouble];
  const back =
    again === undefined
      ? '<p>Go back to the application and start again.</p>'
      : `<p><a class="button" href="${escapeHtml(again)}">Choose another way to sign in</a></p>`;
  return renderPage({
    title,
    style,
    body: `<p>${escapeHtml(what(provider.title))}</p>
<p>${escapeHtml(next)}</p>
${back}
<p>Code: <code>${trouble}</code></p>`,
  });
};
