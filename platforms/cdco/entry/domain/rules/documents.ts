/** Rules on transport documents, bills of lading "to order", split consignments. */
import { isMrn } from '../mrn.ts';
import {
  all,
  type Consignment,
  houseRule,
  houses,
  type Located,
  masterRule,
  type Problem,
  rule,
  sea,
  unless,
} from './rule.ts';

const previousMrn = ['splitConsignment', 'previousMRN'] as const;

/** Additional information 10600: negotiable bill of lading "to order, blank endorsed". */
const isToOrder = ({ value }: Located<Consignment>): boolean =>
  (value.additionalInformation ?? []).some((information) => information.code === '10600');

const consigneeUnlessToOrder = (consignment: Located<Consignment>): readonly Problem[] =>
  unless(
    consignment.value.consignee !== undefined || isToOrder(consignment),
    [...consignment.path, 'consignee'],
    'The consignee is stated, unless the bill of lading is "to order" (additional information 10600).',
  );

const notifyPartyIfToOrder = (consignment: Located<Consignment>): readonly Problem[] =>
  unless(
    consignment.value.notifyParty !== undefined || !isToOrder(consignment),
    [...consignment.path, 'notifyParty'],
    'The notify party is stated where the bill of lading is "to order" (additional information 10600).',
  );

export const documentRules = [
  rule('R3004', sea, ({ splitConsignment }) =>
    unless(
      splitConsignment?.previousMRN === undefined || isMrn(splitConsignment.previousMRN),
      previousMrn,
      'This is not an MRN: its structure or its check digit is wrong.',
    ),
  ),
  rule('C3001', sea, ({ splitConsignment }) =>
    unless(
      (splitConsignment?.splitConsignmentIndicator === '1') === (splitConsignment?.previousMRN !== undefined),
      previousMrn,
      'The previous MRN is stated exactly when the consignment is split.',
    ),
  ),
  rule('R3052', all, (filing) => {
    const seen = new Set<string>();
    return houses(filing).flatMap(({ path, value: { transportDocumentHouseLevel: document } }) => {
      const key = JSON.stringify([document?.type, document?.documentNumber]);
      const isNew = document === undefined || !seen.has(key);
      seen.add(key);
      return unless(isNew, [...path, 'transportDocumentHouseLevel'], 'Each house has a transport document of its own.');
    });
  }),
  masterRule('C3021', ['IE3F11'], consigneeUnlessToOrder),
  houseRule('C3022', sea, consigneeUnlessToOrder),
  masterRule('C3023', ['IE3F11'], notifyPartyIfToOrder),
  houseRule('C3024', sea, notifyPartyIfToOrder),
];
