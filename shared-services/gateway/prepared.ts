/** What a gateway keeps ready for each operation: its validator and its codecs. */
import type { PlacedOperation } from '../../reference-architecture/contract/language.ts';
import {
  type CodeListLookup,
  compileValidator,
  type Validate,
} from '../../reference-architecture/contract/validate.ts';
import { createXmlCodec, type XmlCodec } from '../../reference-architecture/contract/xml/codec.ts';

export interface Prepared {
  readonly placed: PlacedOperation;
  readonly validate: Validate;
  readonly requestXml: XmlCodec;
  /** Absent: one-way. */
  readonly replyXml?: XmlCodec;
}

/** @throws {Error} the gateway does not offer the operation */
export type PreparedOf = (placed: PlacedOperation) => Prepared;

const prepare = (placed: PlacedOperation, codeLists: CodeListLookup): Prepared => {
  const { request, reply } = placed.operation;
  return {
    placed,
    validate: compileValidator(request, codeLists),
    requestXml: createXmlCodec(request),
    ...(reply === undefined ? {} : { replyXml: createXmlCodec(reply) }),
  };
};

const someDay = '2000-01-01';

export interface Preparations {
  readonly of: PreparedOf;
  /** Compiles everything, one operation per turn of the event loop: the first caller should not wait for the compiler. */
  warm(): Promise<void>;
}

export const prepareAll = (offered: readonly PlacedOperation[], codeLists: CodeListLookup): Preparations => {
  const all = new Map(offered.map((placed) => [placed.id, prepare(placed, codeLists)]));
  return {
    of: ({ id }) => {
      const prepared = all.get(id);
      if (prepared === undefined) throw new Error(`${id} is not offered by this gateway`);
      return prepared;
    },
    warm: async () => {
      for (const { validate } of all.values()) {
        await new Promise((resolve) => setImmediate(resolve));
        validate({}, someDay);
      }
    },
  };
};
