import assert from 'node:assert/strict';
import type { Filing, FilingName } from '../messages/filings.ts';
import { validMessage } from '../test-support/examples.ts';
import { ruleContext } from '../test-support/rule-context.ts';
import { filingFacts } from './filing.ts';
import { totalOf } from './mass.ts';

// biome-ignore lint/suspicious/noExplicitAny: the tests bend messages by name
const example = (name: FilingName): any => validMessage(`file${name}`);
const factsOf = (message: unknown) => filingFacts(message as Filing, ruleContext);

describe('facts of a filing', () => {
  it('name who files for whom, and what', () => {
    const facts = factsOf(example('IE3F32'));
    assert.equal(facts.LRN, 'IP-F32-0001');
    assert.equal(facts.declarant, 'BE0000000001');
    assert.equal(facts.representative, 'DE000000000000002');
    assert.equal(facts.carrier, undefined);
    assert.equal(facts.officeOfFirstEntry, 'BE532000');
    assert.equal(facts.addressedMemberState, 'BE');
    assert.equal(facts.housesCount, 2);
    assert.equal(facts.totalGrossMass, '1.65');
    assert.deepEqual(facts.operators, ['BE0000000001', 'DE000000000000002']);
    assert.deepEqual(facts.countriesOfRouting, ['CN', 'BE', 'DE']);
    assert.equal(facts.masterDocument, undefined);
    assert.deepEqual(
      facts.houseDocuments.map((document) => document.documentNumber),
      ['IAX000000001', 'IAX000000002'],
    );
  });

  it('find the master document, carrier and containers of a bill of lading', () => {
    const facts = factsOf(example('IE3F11'));
    assert.deepEqual(facts.masterDocument, { documentNumber: 'IOLSZX0000002', type: 'N704' });
    assert.equal(facts.carrier, 'NL0000000004');
    assert.deepEqual(facts.containers, ['CSQU3054383']);
    assert.equal(facts.totalGrossMass, '12300.5');
  });

  it('find the master document and carrier that stand in the house of an air filing', () => {
    const facts = factsOf(example('IE3F24'));
    assert.deepEqual(facts.masterDocument, { documentNumber: '999-12345675', type: 'N741' });
    assert.equal(facts.carrier, 'BE0000000003');
    assert.deepEqual(facts.operators, ['DE000000000000002', 'BE0000000003']);
  });

  it('involve the Member States of first entry, route, delivery and consignees, the responsible one first', () => {
    const message = example('IE3F32');
    assert.deepEqual(factsOf(message).involvedMemberStates, ['BE', 'DE']);
    message.consignmentMasterLevel.consignmentHouseLevel[1].consignee.address.country = 'PL';
    assert.deepEqual(factsOf(message).involvedMemberStates, ['BE', 'DE', 'PL']);
    assert.deepEqual(factsOf(example('IE3F26')).involvedMemberStates, ['BE', 'NL']);
  });

  it('never involve a third country', () => {
    const message = example('IE3F32');
    message.activeBorderTransportMeans.countriesOfRoutingOfMeansOfTransport.push({ sequenceNumber: 4, country: 'US' });
    assert.deepEqual(factsOf(message).involvedMemberStates, ['BE', 'DE']);
  });

  it('make the addressed Member State responsible where no office of first entry is named', () => {
    const message = example('IE3F43');
    assert.equal(factsOf(message).responsibleMemberState, 'DE');
    delete message.addressedMemberState;
    assert.equal(factsOf(message).responsibleMemberState, '');
  });

  it('take the country of an unknown office from its code', () => {
    const message = example('IE3F32');
    message.customsOfficeOfFirstEntry.referenceNumber = 'FR999999';
    assert.equal(factsOf(message).responsibleMemberState, 'FR');
  });
});

describe('sums of masses', () => {
  it('are exact', () => {
    assert.equal(totalOf(['0.1', '0.2']), '0.3');
    assert.equal(totalOf(['9999999999.999999', '0.000001']), '10000000000');
    assert.equal(totalOf(['1.50', '2.5']), '4');
    assert.equal(totalOf([]), '0');
  });
});
