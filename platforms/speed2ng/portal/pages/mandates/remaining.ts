/** What a revocation leaves in force between the same two: who ends one mandate may think that it was the only one. */
import { type Html, html, type Piece } from '../../../../../shared-services/gateway/pages/html.ts';
import { link, notice } from '../../../../../shared-services/gateway/pages/parts.ts';
import type { Visit } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { contract } from '../../../../uumds/mandates/contract.ts';
import { paths } from '../../paths.ts';
import { validity } from './list.ts';
import { kindWords, type Mandate } from './words.ts';

const shown = 20;

const item = (one: Mandate): Html =>
  html`<li>${link(one.reference, paths.mandate(one.mandateId))}: ${kindWords[one.kind].title}, ${validity(one)}</li>`;

const title = (count: number): string =>
  count === 1 ? 'Another mandate between you stays in force' : 'Other mandates between you stay in force';

export const remainingAfter = async ({ calls, visitor }: Visit, ended: Mandate): Promise<Piece> => {
  const { mandateId, mandator, mandatary } = ended;
  const counterparty = mandator === visitor.party ? mandatary : mandator;
  const role = mandator === visitor.party ? 'mandator' : 'mandatary';
  const found = await calls.to(contract).listMandates({ role, counterparty, state: 'inForce', limit: shown });
  const others = (found.mandate ?? []).filter((one) => one.mandateId !== mandateId);
  return (
    others.length > 0 &&
    notice({
      tone: 'warning',
      title: title(others.length),
      text: html`<p>What ${others.length === 1 ? 'it covers' : 'they cover'} may still be done. End ${others.length === 1 ? 'it' : 'them'} as well, if that is not what you want.</p><ul>${others.map(item)}</ul>${found.more && html`<p>There are more.</p>`}`,
    })
  );
};
