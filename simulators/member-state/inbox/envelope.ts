/** A pushed SOAP envelope as a message; what is wrong with it as a fault. */
import type { IncomingMessage } from 'node:http';
import { understands } from '../../../platforms/ccn2ng/soap/understands.ts';
import { contract } from '../../../platforms/cdco/entry/contract.ts';
import { operationsOf } from '../../../reference-architecture/contract/language.ts';
import { readBody } from '../../../shared-services/gateway/body.ts';
import { conversationOf } from '../../../shared-services/gateway/conversation.ts';
import { assertContentType, parametersOf } from '../../../shared-services/gateway/headers.ts';
import { defaultLimits } from '../../../shared-services/gateway/limits.ts';
import { readXml } from '../../../shared-services/gateway/reading.ts';
import { refuseOne } from '../../../shared-services/gateway/refusals.ts';
import { readAddressing } from '../../../shared-services/gateway/soap/addressing.ts';
import { readEnvelope } from '../../../shared-services/gateway/soap/envelope.ts';
import { soapMediaTypes } from '../../../shared-services/gateway/soap/names.ts';
import { createSoapRoutes, messageIn, operationFor } from '../../../shared-services/gateway/soap-routes.ts';
import type { Arrived } from '../messages.ts';
import type { Signing } from '../signing.ts';

/** The notifications to Member States are operations of the official service, which each of them offers. */
const actions = new Map(
  Object.entries(contract.notifications).flatMap(([type, { soap }]) =>
    soap === undefined ? [] : [[soap.action, type] as const],
  ),
);

const routes = createSoapRoutes(
  operationsOf(contract).filter(({ operation }) => actions.has(operation.soap?.action ?? '')),
);

/** @throws {Refusal} no such service, or an envelope that cannot be taken */
export const readPushed = async (request: IncomingMessage, { open }: Signing): Promise<Arrived> => {
  const service = routes.service((request.url ?? '').split('?', 1)[0] ?? '');
  assertContentType(request, [soapMediaTypes['1.2']]);
  const { text } = await readBody(request, defaultLimits);
  const envelope = readEnvelope(await open(text, readXml(text, defaultLimits)), { versions: ['1.2'], understands });
  const { action, messageId } = readAddressing(envelope.headers);
  if (messageId === undefined) throw refuseOne('ADDRESSING_INVALID', 'wsa:MessageID is missing');
  const typed = parametersOf(request.headers['content-type']).get('action');
  const route = operationFor(service, envelope.content, [typed, action]);
  const type = actions.get(route.action) ?? route.placed.name;
  const { conversationId } = conversationOf(request);
  return { messageId, type, conversationId, xml: messageIn(route, envelope.content) };
};
