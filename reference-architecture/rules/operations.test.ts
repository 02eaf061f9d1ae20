import assert from 'node:assert/strict';
import { shippedLists } from '../../shared-services/reference-data/shipped/shipped-lists.ts';
import { discoverContracts } from '../catalogue/discover.ts';
import { commonRefusals } from '../contract/common-refusals.ts';
import { type Application, operationsOf, type PlacedOperation } from '../contract/language.ts';
import type { Message, TSchema } from '../contract/schema.ts';
import { root } from './source-files.ts';

const sentence = /^[A-Z“"].{8,}\.$/s;

/** Every schema in a schema, itself included. */
function* schemasIn(schema: unknown): Generator<Record<string, unknown>> {
  if (typeof schema !== 'object' || schema === null) return;
  if (!Array.isArray(schema)) yield schema as Record<string, unknown>;
  for (const part of Object.values(schema)) yield* schemasIn(part);
}

const codeListsIn = (schema: TSchema): string[] =>
  [...schemasIn(schema)].flatMap((one) => (typeof one['x-code-list'] === 'string' ? [one['x-code-list']] : []));

const isPersonal = (message: Message | undefined): boolean =>
  message !== undefined && [...schemasIn(message.schema)].some((one) => one['x-personal-data'] === true);

const messagesOf = (contract: Application): Message[] => [
  ...operationsOf(contract).flatMap(({ operation: { request, reply } }) =>
    reply === undefined ? [request] : [request, reply],
  ),
  ...[...Object.values(contract.events), ...Object.values(contract.notifications)].map(({ message }) => message),
];

describe('every operation', () => {
  let contracts: Application[];
  let operations: PlacedOperation[];
  before(async () => {
    contracts = (await discoverContracts(root)).map(({ contract }) => contract);
    operations = contracts.flatMap(operationsOf);
  });

  const idsWhere = (broken: (one: PlacedOperation) => boolean): string[] =>
    operations.filter(broken).map(({ id }) => id);

  it('says in a sentence what it does', () => {
    const found = idsWhere(({ operation }) => !sentence.test(operation.summary));
    assert.deepEqual(found, [], 'The summary is what a caller reads in OpenAPI, WSDL and the catalogue.');
  });

  it('leaves a record of every answer, but between platforms where what follows has its own', () => {
    const found = idsWhere(
      ({ application: { platform }, operation: { audit, audience, effect } }) =>
        audit.refusalsOnly === true &&
        (audit.personalData === true ||
          (effect !== 'query' && platform !== 'shared-services') ||
          audience.some(({ circle }) => circle !== 'central')),
    );
    assert.deepEqual(found, [], 'Whatever a party does, and whatever is learnt of one, is on the audit chain.');
  });

  it('leaves a record of every look at what is personal, be it the same again', () => {
    const found = idsWhere(
      ({ operation: { audit, audience, effect } }) =>
        audit.openingOnly === true &&
        (audit.personalData === true ||
          effect !== 'query' ||
          audience.some(({ circle }) => circle !== 'administrators')),
    );
    assert.deepEqual(found, [], 'Only figures of the platform itself may be looked at again without a record.');
  });

  it('says in a sentence what each refusal means', () => {
    const found = operations.flatMap(({ id, operation }) =>
      Object.entries(operation.refusals)
        .filter(([, { title }]) => !sentence.test(title))
        .map(([code]) => `${id} ${code}`),
    );
    assert.deepEqual(found, [], 'A caller must be able to mend what was refused without asking anybody.');
  });

  it('may refuse for the reasons that come with the way of a message', () => {
    const found = idsWhere(({ operation }) =>
      Object.keys(commonRefusals).some((code) => !(code in operation.refusals)),
    );
    assert.deepEqual(
      found,
      [],
      'Any call can be throttled, late or not admitted: a caller must be told of it beforehand.',
    );
  });

  it('names its audit event after its application', () => {
    const found = idsWhere(({ application, operation }) => !operation.audit.event.startsWith(`${application.name}.`));
    assert.deepEqual(found, [], 'An event on the chain must be found in the catalogue by its name.');
  });

  it('that carries personal data marks its audit event so', () => {
    const found = idsWhere(
      ({ operation }) =>
        (isPersonal(operation.request) || isPersonal(operation.reply)) && operation.audit.personalData !== true,
    );
    assert.deepEqual(found, [], 'Who has seen personal data must be known: reading is an event of its own.');
  });

  it('that answers with names, addresses or communication of the data model marks its audit event so', () => {
    const personalTypes = /^(Name|Address|Communication)(Content)?Type/;
    const answersWithThem = (message: Message | undefined): boolean =>
      message !== undefined &&
      [...schemasIn(message.schema)].some((one) =>
        personalTypes.test((one['x-xml'] as { readonly typeName?: string } | undefined)?.typeName ?? ''),
      );
    assert.ok(operations.some(({ operation }) => answersWithThem(operation.request)));
    const found = idsWhere(
      ({ operation }) => answersWithThem(operation.reply) && operation.audit.personalData !== true,
    );
    assert.deepEqual(found, [], 'Whatever the message says of them, these are of persons.');
  });

  it('is reached in some way: a gateway’s protocol, or a service that is internal', () => {
    const found = idsWhere(({ operation, service }) => {
      const byGrpc = operation.audience.some(({ circle }) => circle === 'trusted');
      return service.internal !== true && operation.rest === undefined && operation.soap === undefined && !byGrpc;
    });
    assert.deepEqual(found, [], 'What nobody can call is not an operation.');
  });

  it('of a service that ends has a replacement that is there, and half a year to change', () => {
    const halfAYearMs = 180 * 24 * 60 * 60 * 1000;
    const known = new Set(
      contracts.flatMap(({ name, services }) => Object.keys(services).map((one) => `${name}.${one}`)),
    );
    const found = idsWhere(({ service: { deprecated } }) => {
      if (deprecated === undefined) return false;
      const givenMs = Date.parse(deprecated.sunset) - Date.parse(deprecated.since);
      return !known.has(deprecated.replacedBy) || !(givenMs >= halfAYearMs);
    });
    assert.deepEqual(found, [], 'Callers need something to go to, and the time to get there.');
  });

  it('of an internal service is for the central circle alone', () => {
    const found = idsWhere(
      ({ operation, service }) =>
        service.internal === true && operation.audience.some(({ circle }) => circle !== 'central'),
    );
    assert.deepEqual(found, [], 'Nothing from outside reaches the central circle but through a gateway.');
  });

  it('gives its caller a deadline of seconds, not of hours', () => {
    const found = idsWhere(({ operation }) => operation.deadlineMs < 100 || operation.deadlineMs > 120_000);
    assert.deepEqual(found, [], 'What takes longer is answered with a message of its own.');
  });
});

describe('code lists', () => {
  it('that messages name are known to the reference data', async () => {
    const known = new Set(shippedLists().map(({ name }) => name));
    const contracts = (await discoverContracts(root)).map(({ contract }) => contract);
    const unknown = contracts.flatMap((contract) =>
      messagesOf(contract).flatMap(({ name, schema }) =>
        codeListsIn(schema)
          .filter((list) => !known.has(list))
          .map((list) => `${contract.name} ${name}: ${list}`),
      ),
    );
    assert.deepEqual(
      [...new Set(unknown)],
      [],
      'A value can be held against a list only when the list is there: the start would fail.',
    );
  });
});
