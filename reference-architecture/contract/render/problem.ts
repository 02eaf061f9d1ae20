/** What a refusal looks like: one structure for problem+json (RFC 9457) and for the detail of a SOAP fault. */
import { element, integer, many, message, optional, text, token } from '../schema.ts';

export const faultNamespace = 'urn:portorium:fault:1';

const fault = element(
  {
    code: token({ description: 'Stable code of the rule, condition, code list or schema constraint.' }),
    pointer: text({ minLength: 0, description: 'Where: JSON pointer in JSON, XPath in XML.' }),
    message: text({ description: 'What is wrong.' }),
  },
  { typeName: 'Fault' },
);

/** Problem details: the members of RFC 9457, our stable code, the conversation and all faults at once. */
export const problem = element(
  {
    type: text({ description: 'URI of the kind of problem.' }),
    title: text({ description: 'One sentence for the caller.' }),
    status: integer({ minimum: 100, maximum: 599, description: 'HTTP status that the problem has or would have.' }),
    detail: optional(text({ minLength: 0, description: 'More about this occurrence.' })),
    code: token({ description: 'Stable code of the refusal.' }),
    conversationId: token({ description: 'Conversation under which the call is on the audit chain.' }),
    retryAfter: optional(integer({ maximum: 86_400, description: 'Seconds after which it makes sense to ask again.' })),
    faults: optional(many(fault, 1, 999)),
  },
  { typeName: 'Problem', description: 'Why a call was refused.' },
);

/** The element in the detail of a SOAP fault. */
export const faultMessage = message('Fault', faultNamespace, 'Why a call was refused', problem);
