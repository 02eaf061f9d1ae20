/** Holds rendered documents against the published meta-schemas of OpenAPI and AsyncAPI. */
import { createRequire } from 'node:module';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv, type ValidateFunction } from 'ajv';
import type { JsonObject } from '../json-components.ts';

const require = createRequire(import.meta.url);

/** References that lead nowhere: a meta-schema does not see them. */
export const danglingReferences = (document: JsonObject): string[] => {
  const leads = (reference: string): boolean =>
    reference
      .slice(2)
      .split('/')
      .reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], document) !== undefined;
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(
    ([, reference]) => reference ?? '',
  );
  return [...new Set(references)].filter((reference) => !leads(reference));
};

/** What is wrong with an OpenAPI document; empty when nothing is. */
export const openApiFaults = async (document: JsonObject): Promise<unknown[]> => {
  const { valid, errors } = await new Validator().validate(structuredClone(document) as Record<string, unknown>);
  return [...(valid ? [] : [errors]), ...danglingReferences(document)];
};

const compileAsyncApi = (): ValidateFunction => {
  const metaSchema = require('@asyncapi/specs/schemas/3.0.0.json') as { definitions: Record<string, unknown> };
  const ajv = new Ajv({ strict: false, validateFormats: false, logger: false });
  // The file brings the draft 7 schema along, which ajv has already under the same id.
  const { 'http://json-schema.org/draft-07/schema': _, ...definitions } = metaSchema.definitions;
  return ajv.compile({ ...metaSchema, definitions });
};

let asyncApi: ValidateFunction | undefined;

/** What is wrong with an AsyncAPI 3.0 document; empty when nothing is. */
export const asyncApiFaults = (document: JsonObject): unknown[] => {
  asyncApi ??= compileAsyncApi();
  return [...(asyncApi(document) ? [] : (asyncApi.errors ?? [])), ...danglingReferences(document)];
};
