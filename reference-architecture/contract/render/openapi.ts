/** OpenAPI 3.1: one document per application and circle, with the operations that the circle may call by REST. */
import { type Application, operationsOf, type PlacedOperation, type RestBinding } from '../language.ts';
import type { TObject, TSchema } from '../schema.ts';
import { type Components, components, type Json, type JsonObject } from './json-components.ts';
import { pascalCase } from './names.ts';
import { addProblem, responseHeaders, responsesOf } from './openapi-responses.ts';

/** Circles that a gateway with REST serves. */
export type GatewayCircle = 'untrusted' | 'trusted' | 'administrators';

export const gatewayOf: Readonly<Record<GatewayCircle, string>> = {
  untrusted: 'speed2ng',
  trusted: 'ccn2ng',
  administrators: 'shared-services',
};

/** Root of REST at every door. */
export const restRoot = '/rest/v1';

const bearer: JsonObject = {
  type: 'http',
  scheme: 'bearer',
  bearerFormat: 'JWT',
  description: 'Access token of the union sign-in (UUM&DS), for a person or a system.',
};

const security: Record<GatewayCircle, JsonObject> = {
  untrusted: bearer,
  administrators: bearer,
  trusted: {
    type: 'mutualTLS',
    description: "Certificate of the union's authority, issued to the Member State.",
  },
};

const schemeName: Record<GatewayCircle, string> = {
  untrusted: 'bearer',
  trusted: 'mutualTLS',
  administrators: 'bearer',
};

/** Names in braces in a REST path. */
export const pathNames = (path: string): string[] => [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name ?? '');

const propertyOf = (schema: TObject, name: string): TSchema => {
  const property = schema.properties[name];
  if (property === undefined) throw new Error(`{${name}} in a REST path is not a property of the request`);
  return property;
};

const parametersOf = ({ operation }: PlacedOperation, rest: RestBinding, of: Components): Json[] => {
  const { schema, namespace } = operation.request;
  const inPath = new Set(pathNames(rest.path));
  const required = new Set<string>((schema.required as string[] | undefined) ?? []);
  const parameter = (name: string, place: 'path' | 'query'): JsonObject => ({
    name,
    in: place,
    required: place === 'path' || required.has(name),
    schema: of.use(propertyOf(schema, name), namespace),
  });
  const query = rest.method === 'GET' ? Object.keys(schema.properties).filter((name) => !inPath.has(name)) : [];
  return [
    { $ref: '#/components/parameters/Conversation-Id' },
    ...(operation.effect === 'command' ? [{ $ref: '#/components/parameters/Idempotency-Key' }] : []),
    ...[...inPath].map((name) => parameter(name, 'path')),
    ...query.map((name) => parameter(name, 'query')),
  ];
};

/** What is left of the request when the path has taken its part; nothing left, no body. */
const bodySchema = (
  { name, operation }: PlacedOperation,
  rest: RestBinding,
  of: Components,
): JsonObject | undefined => {
  const { request } = operation;
  const inPath = new Set(pathNames(rest.path));
  const names = Object.keys(request.schema.properties).filter((property) => !inPath.has(property));
  if (names.length === 0) return undefined;
  if (inPath.size === 0) return of.message(request);
  const properties = names.map((property) => [
    property,
    of.use(propertyOf(request.schema, property), request.namespace),
  ]);
  const required = ((request.schema.required as string[] | undefined) ?? []).filter(
    (property) => !inPath.has(property),
  );
  return of.add(`${pascalCase(name)}Body`, {
    title: request.title,
    type: 'object',
    properties: Object.fromEntries(properties) as JsonObject,
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
  });
};

const bodyOf = (placed: PlacedOperation, rest: RestBinding, of: Components): JsonObject => {
  const schema = rest.method === 'GET' ? undefined : bodySchema(placed, rest, of);
  return schema === undefined ? {} : { requestBody: { required: true, content: { 'application/json': { schema } } } };
};

const termsOf = ({ id, operation }: PlacedOperation, circle: GatewayCircle): JsonObject => ({
  'x-portorium-operation': id,
  'x-portorium-profiles': operation.audience
    .filter((audience) => audience.circle === circle)
    .flatMap(({ profiles }) => profiles),
  'x-portorium-effect': operation.effect,
  'x-portorium-priority': operation.priority,
  'x-portorium-deadline-ms': operation.deadlineMs,
  'x-portorium-audit': operation.audit.event,
  'x-portorium-personal-data': operation.audit.personalData ?? false,
  'x-portorium-retention': operation.retention,
  'x-portorium-bpmn-task': operation.bpmnTask,
});

const deprecationOf = ({ service: { deprecated } }: PlacedOperation): JsonObject =>
  deprecated === undefined
    ? {}
    : {
        deprecated: true,
        description: `Ends on ${deprecated.sunset}; use ${deprecated.replacedBy} instead.`,
        'x-portorium-sunset': deprecated.sunset,
        'x-portorium-replaced-by': deprecated.replacedBy,
      };

const operationObject = (
  placed: PlacedOperation,
  rest: RestBinding,
  circle: GatewayCircle,
  of: Components,
): JsonObject => ({
  operationId: placed.name,
  tags: [placed.serviceName],
  summary: placed.operation.summary,
  ...deprecationOf(placed),
  parameters: parametersOf(placed, rest, of),
  ...bodyOf(placed, rest, of),
  responses: responsesOf(placed.operation, of),
  ...termsOf(placed, circle),
});

interface Bound {
  readonly placed: PlacedOperation;
  readonly rest: RestBinding;
}

/** Operations with a REST binding that the circle may call. */
export const restOperationsOf = (application: Application, circle: GatewayCircle): Bound[] =>
  operationsOf(application).flatMap((placed) => {
    const { rest, audience } = placed.operation;
    const admitted = placed.service.internal !== true && audience.some((one) => one.circle === circle);
    return admitted && rest !== undefined ? [{ placed, rest }] : [];
  });

const pathsOf = (bound: readonly Bound[], circle: GatewayCircle, of: Components): JsonObject => {
  const paths: Record<string, JsonObject> = {};
  for (const { placed, rest } of bound) {
    paths[rest.path] = { ...paths[rest.path], [rest.method.toLowerCase()]: operationObject(placed, rest, circle, of) };
  }
  return paths;
};

const headerParameter = (name: string, description: string, schema: JsonObject): JsonObject => ({
  [name]: { name, in: 'header', required: false, description, schema },
});

const conversationSentence =
  'Conversation to go on with: a UUID of version 1 to 8 (RFC 9562). Without it, or with anything else, a new conversation begins; a message is never refused for it. The answer names the conversation that counts, in the header of the same name.';

const headerParameters: JsonObject = {
  ...headerParameter('Conversation-Id', conversationSentence, {
    type: 'string',
    format: 'uuid',
  }),
  ...headerParameter(
    'Idempotency-Key',
    'The same in every repetition of a message, so that it has its effect once; without it, equal content is a repetition.',
    { type: 'string', pattern: '^[!-~]{1,200}$' },
  ),
};

const tagsOf = (application: Application, bound: readonly Bound[]): Json[] =>
  [...new Set(bound.map(({ placed }) => placed.serviceName))].map((name) => ({
    name,
    description: application.services[name]?.title,
  }));

/** The document, or nothing where the application offers the circle nothing by REST. */
export const renderOpenApi = (application: Application, circle: GatewayCircle): JsonObject | undefined => {
  const bound = restOperationsOf(application, circle);
  if (bound.length === 0) return undefined;
  const of = components();
  addProblem(of);
  const paths = pathsOf(bound, circle, of);
  const { title, version, description } = application;
  return {
    openapi: '3.1.0',
    info: { title: `${title} (${gatewayOf[circle]})`, version, description },
    servers: [{ url: restRoot, description: `Below the address of ${gatewayOf[circle]}` }],
    security: [{ [schemeName[circle]]: [] }],
    tags: tagsOf(application, bound),
    paths,
    components: {
      schemas: of.all(),
      parameters: headerParameters,
      headers: responseHeaders,
      securitySchemes: { [schemeName[circle]]: security[circle] },
    },
    'x-portorium-circle': circle,
  };
};
