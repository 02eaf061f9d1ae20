/** The receipts of a message that the trader sent: for a sender that lost its own, or never got the answer. */
import { createAcceptances } from '../../shared-services/gateway/receipts/acceptances.ts';
import { fetchReceipts } from '../../shared-services/gateway/receipts/fetch.ts';
import type { Dependencies } from '../../shared-services/kit/host/module.ts';
import { contract } from './contract.ts';

export const fetchReceipt = ({ calls, catalogue, receiptIssuer }: Dependencies) =>
  fetchReceipts({ acceptances: createAcceptances({ calls, own: contract }), catalogue, issuer: receiptIssuer });
