/**
 * The user name token that the published WSDL of CCN2 demands (policy `username_supporting_token_plaintext_password`). It
 * proves nothing here, and need not: the connection has proved who sends. So it is taken where it names that same sender,
 * and the message is not signed. Its password is looked at by nobody and goes no further: the header is cut out.
 */
import type { XmlElement } from '../../../../reference-architecture/contract/xml/parse.ts';
import { type Received, sha256Hex } from '../../../kit/call.ts';
import { exactlyOne, is } from './elements.ts';
import { envelopeParts } from './envelope-parts.ts';
import { wsse, wsu } from './names.ts';
import { refuseSecurity } from './refusals.ts';
import { replaceIn, spansOf } from './spans.ts';

export interface NamedMessage {
  readonly received: Received;
  readonly root: XmlElement;
}

const isUserName = (element: XmlElement) => is(element, wsse, 'UsernameToken');

/** Whether the header holds a user name, and nothing else but a time. */
export const onlyNames = (root: XmlElement): boolean => {
  const { children } = envelopeParts(root).security.element;
  return children.some(isUserName) && children.every((child) => isUserName(child) || is(child, wsu, 'Timestamp'));
};

const assertNames = (security: XmlElement, names: readonly string[]): void => {
  const { text } = exactlyOne(exactlyOne(security, wsse, 'UsernameToken'), wsse, 'Username');
  if (names.includes(text.trim())) return;
  throw refuseSecurity('SECURITY_TOKEN_INVALID', `the user name is none of the connection: ${names.join(', ')}`);
};

/**
 * @param names of who sends, as the connection proves it
 * @returns the message without the header
 * @throws {Refusal} the token names somebody else
 */
export const withoutUserName = ({ received, root }: NamedMessage, names: readonly string[]): NamedMessage => {
  const { headers, security } = envelopeParts(root);
  assertNames(security.element, names);
  const span = spansOf(received.text, [security.place]).get(String(security.place))!;
  const text = replaceIn(received.text, [{ span, xml: '' }]);
  const others = headers.filter((header) => header !== security).map(({ element }) => element);
  const [header, ...rest] = root.children;
  return {
    received: { ...received, text, sha256: sha256Hex(text) },
    root: { ...root, children: [{ ...header!, children: others }, ...rest] },
  };
};
