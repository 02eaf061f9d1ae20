/**
 * The way of what a page of the workbench asks for: the rows of the table of messages (`../receive.ts`) that are not about bytes.
 * It stands apart because nothing here comes with a certificate: a token of the trusted circle opens this way and no other.
 */

import type { Bearer } from '../../../shared-services/gateway/pages/site/definition.ts';
import { type AdmitPartnerParts, admitPartner } from '../../../shared-services/gateway/steps/admit-partner.ts';
import { authorise } from '../../../shared-services/gateway/steps/authorise.ts';
import { type ForwardParts, forward } from '../../../shared-services/gateway/steps/forward.ts';
import { giveReceipt, type ReceiptParts } from '../../../shared-services/gateway/steps/give-receipt.ts';
import { makeRoom } from '../../../shared-services/gateway/steps/make-room.ts';
import { nameMessage } from '../../../shared-services/gateway/steps/name-message.ts';
import {
  authenticateVisitor,
  identifyAsked,
  limitedBefore,
  needsNoSeal,
  type PageAsked,
  readAsked,
} from '../../../shared-services/gateway/steps/page.ts';
import type { ReadParts } from '../../../shared-services/gateway/steps/read.ts';
import { stillBelieved } from '../../../shared-services/gateway/steps/still-believed.ts';
import { takePlace } from '../../../shared-services/gateway/steps/take-place.ts';
import { type ThrottleParts, throttleCaller } from '../../../shared-services/gateway/steps/throttle.ts';
import { type ValidateParts, validate } from '../../../shared-services/gateway/steps/validate.ts';
import { column } from '../../../shared-services/gateway/table.ts';
import { noHeaders } from '../steps/check-headers.ts';
import { officialOf } from './official.ts';

export type WorkbenchReceiveParts = Pick<ReadParts, 'preparedOf'> &
  AdmitPartnerParts &
  ThrottleParts &
  ValidateParts &
  ForwardParts &
  ReceiptParts & { readonly bearer: Bearer };

export const createWorkbenchReceive = (parts: WorkbenchReceiveParts) =>
  column<PageAsked>()
    .row('take a place', takePlace)
    .row('limit size', limitedBefore)
    .row('identify', identifyAsked)
    .row('authenticate', authenticateVisitor(parts.bearer, officialOf))
    .row('admit partner', admitPartner(parts))
    .row('throttle', throttleCaller(parts))
    .row('verify seal', needsNoSeal)
    .row('read', readAsked(parts))
    .row('authorise', authorise)
    .row('make room', makeRoom(new Set()))
    .row('validate', validate(parts))
    .row('check headers', noHeaders)
    .row('deduplicate', nameMessage)
    .row('forward', forward(parts))
    .row('still believed', stillBelieved(parts))
    .row('receipt', giveReceipt(parts)).run;
