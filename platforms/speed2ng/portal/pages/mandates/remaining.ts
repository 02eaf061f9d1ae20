/** What a revocation leaves in force between the same two: who ends one mandate may think that it was the only one. */
import { type Html, html, type Piece } from '../../../../../shared-services/gateway/pages/html.ts';
import { link, notice } from '../../../../../shared-services/gateway/pages/parts.ts';
import type { Visit } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { contract } from '../../../../uumds/mandates/contract.ts';
import { paths } from '../../paths.ts';
import type { Mandate } from './words.ts';

const shown = 20;

const item = ({ mandateId, reference }: Mandate): Html => html`<li>${link(reference, paths.mandate(mandateId))}</li>`;

export const remainingAfter = async ({ calls, visitor }: Visit, ended: Mandate): Promise<Piece> => {
  const { mandateId, mandator, mandatary } = ended;
  const counterparty = mandator === visitor.party ? mandatary : mandator;
  const found = await calls.to(contract).listMandates({ counterparty, state: 'inForce', limit: shown });
  const others = (found.mandate ?? []).filter(
    (one) => one.mandateId !== mandateId && one.mandator === mandator && one.mandatary === mandatary,
  );
  return (
    others.length > 0 &&
    notice({
      tone: 'warning',
      title: 'Another mandate between you stays in force',
      text: html`<p>What it covers may still be done. End it as well, if that is not what you want.</p><ul>${others.map(item)}</ul>`,
    })
  );
};
