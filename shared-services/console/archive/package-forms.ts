/** What can be done about a package: each button of one form is another operation. */
import { textField } from '../../gateway/pages/forms.ts';
import { html, type Piece } from '../../gateway/pages/html.ts';
import { buttonLink } from '../../gateway/pages/parts.ts';
import type { Faults } from '../../gateway/pages/site/forms.ts';
import { keep } from '../../gateway/pages/site/forms.ts';
import type { Visit } from '../../gateway/pages/site/visit.ts';
import { address, paths } from '../paths.ts';
import type { Details } from './columns.ts';

const isHeld = ({ hold = [] }: Details) => hold.some(({ liftedAtMs }) => liftedAtMs === undefined);
const openDisposal = ({ disposal = [] }: Details) => disposal.find(({ state }) => state === 'proposed');

const button = (one: Details, name: string, title: string, decision?: string): Piece =>
  html`<button type="submit" class="ecl-button ecl-button--secondary" formaction="${paths.package(one.packageId)}/${name}"${decision !== undefined && html` name="decision" value="${decision}"`}>${title}</button>`;

const buttons = (one: Details): Piece => {
  const open = openDisposal(one);
  if (open !== undefined)
    return html`${keep('disposalId', open.disposalId)}${button(one, 'decideDisposal', 'Agree to its destruction', 'approved')}${button(one, 'decideDisposal', 'Reject it', 'rejected')}${button(one, 'decideDisposal', 'Take it back', 'withdrawn')}`;
  return html`${isHeld(one) ? button(one, 'liftHold', 'Lift the hold') : button(one, 'holdPackage', 'Set a legal hold')}${one.state === 'due' && button(one, 'proposeDisposal', 'Propose its destruction')}`;
};

const files = ({ visitor }: Visit, one: Details): Piece => {
  if (!visitor.may('archiving.retrievePackage')) return undefined;
  const at = `${paths.package(one.packageId)}/file`;
  const hasRestricted = (one.file ?? []).some(({ part }) => part === 'restricted');
  return html`<p class="actions">${buttonLink('Download the package', at)}${hasRestricted && visitor.profiles.includes('auditor') && buttonLink('Download what is restricted', address(at, { part: 'restricted' }), 'secondary')}</p>`;
};

export const actions = (visit: Visit, one: Details, { fields: faults }: Faults): Piece => {
  if (one.state === 'disposed') return undefined;
  return html`${files(visit, one)}${
    visit.visitor.may('archiving.holdPackage') &&
    html`<h2>What shall become of it?</h2><p>What is destroyed needs two people; nobody agrees to what they have proposed themselves.</p><form method="post" novalidate action="${paths.package(one.packageId)}/holdPackage">${visit.formHead}${textField({ name: 'reason', label: 'Reason', size: 'long', maxLength: 500, value: visit.fields.text('reason'), faults })}<p class="actions">${buttons(one)}</p></form>`
  }`;
};
