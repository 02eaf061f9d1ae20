/** Where the proof of what was just done is: under the name of the form that did it. */
import { idField } from '../../../../shared-services/gateway/pages/site/forms.ts';
import type { Visit } from '../../../../shared-services/gateway/pages/site/visit.ts';
import { paths } from '../paths.ts';

export const receiptNews = ({ fields, visitor }: Visit) =>
  visitor.may('speed2ng.fetchReceipt')
    ? { more: { title: 'The receipt that proves it', path: paths.receipt(fields.text(idField)) } }
    : {};
