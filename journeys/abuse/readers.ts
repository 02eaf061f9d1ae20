/**
 * What every reader that faces the outside promises, whatever it is given: an answer or a refusal, never another failure, in
 * bounded time; and what it takes, it takes for the same when it is written and read again.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { JsonRefused, parseJson } from '../../reference-architecture/contract/json.ts';
import { parseXml, XmlRefused } from '../../reference-architecture/contract/xml/parse.ts';
import { parametersOf } from '../../shared-services/gateway/headers.ts';
import { addressOf, segmentsOf } from '../../shared-services/gateway/path.ts';
import { callerOfCertificate } from '../../shared-services/kit/identity/certificate.ts';
import { derSequence } from '../../shared-services/kit/identity/der.ts';
import { createNetworks } from '../../shared-services/kit/identity/networks.ts';
import { readRevocationList } from '../../shared-services/kit/identity/revocation-list.ts';
import { Refusal } from '../../shared-services/kit/refusal.ts';
import { receiptsIn } from '../../start/commands/receipt/find.ts';
import { der, headers, json, networks, paths, tokens, xml } from './anything.ts';

export interface Reader {
  readonly name: string;
  readonly property: fc.IProperty<[string]> | fc.IProperty<[Uint8Array]>;
}

const longestMs = 2000;

/** @param refuses what the reader says no with @param again what was taken, written and read once more */
const promise = <Input, Value>(
  read: (input: Input) => Value,
  refuses: (error: unknown) => boolean,
  again: (value: Value, input: Input) => void = () => {},
) => {
  return (input: Input): void => {
    const sinceMs = performance.now();
    let value: Value;
    try {
      value = read(input);
    } catch (error) {
      assert.ok(refuses(error), `not a refusal: ${String(error)}`);
      return;
    } finally {
      assert.ok(performance.now() - sinceMs < longestMs, 'too slow');
    }
    again(value, input);
  };
};

const isRefusal = (error: unknown) => error instanceof Refusal;
const isPlainError = (error: unknown) => error instanceof Error && !(error instanceof RangeError);

export const readers: readonly Reader[] = [
  {
    name: 'JSON',
    property: fc.property(
      json,
      promise(
        parseJson,
        (error) => error instanceof JsonRefused,
        (value, text) => {
          assert.deepEqual(parseJson(JSON.stringify(value)), JSON.parse(text));
        },
      ),
    ),
  },
  {
    name: 'XML',
    property: fc.property(
      xml,
      promise(
        (text) => parseXml(text),
        (error) => error instanceof XmlRefused,
      ),
    ),
  },
  {
    name: 'paths',
    property: fc.property(
      paths,
      promise(
        (url) => segmentsOf(addressOf(url).path),
        isRefusal,
        (segments) => {
          for (const one of segments) assert.doesNotMatch(one, /[/\\%\p{Cc}]|^\.{1,2}$/u);
          const written = `/${segments.map(encodeURIComponent).join('/')}`;
          assert.deepEqual(segmentsOf(addressOf(written).path), segments);
        },
      ),
    ),
  },
  {
    name: 'parameters of a content type',
    property: fc.property(
      headers,
      promise(
        (text: string) => parametersOf(text),
        () => false,
      ),
    ),
  },
  {
    name: 'receipts in a text',
    property: fc.property(
      tokens,
      promise(receiptsIn, () => false),
    ),
  },
  {
    name: 'networks',
    property: fc.property(
      networks,
      promise(
        (text: string) => createNetworks([text])(String(text)),
        () => false,
      ),
    ),
  },
  {
    name: 'DER',
    property: fc.property(
      der,
      promise((bytes) => derSequence(Buffer.from(bytes)), isPlainError),
    ),
  },
  {
    name: 'certificates',
    property: fc.property(
      der,
      promise((raw) => callerOfCertificate({ raw }), isRefusal),
    ),
  },
  {
    name: 'revocation lists',
    property: fc.property(
      der,
      promise((bytes) => readRevocationList(Buffer.from(bytes), []), isPlainError),
    ),
  },
];
