/** Which element stands in the SOAP Body: the message itself, or the wrapper that the official contract puts around it. */
import type { SoapBinding } from '../language.ts';
import type { Message } from '../schema.ts';

export interface BodyElement {
  readonly namespace: string;
  readonly element: string;
  /** Set where `element` is a wrapper: its one child. */
  readonly wraps?: Message;
}

const bodyOf = (message: Message, wrapper: SoapBinding['wrapper']): BodyElement =>
  wrapper === undefined ? { namespace: message.namespace, element: message.name } : { ...wrapper, wraps: message };

export const requestBody = (request: Message, soap: SoapBinding): BodyElement => bodyOf(request, soap.wrapper);

export const replyBody = (reply: Message, soap: SoapBinding): BodyElement => bodyOf(reply, soap.replyWrapper);
