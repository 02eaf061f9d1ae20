/** Combinations that cannot be, and that the rules of `entry` do not refuse already: they look at some data sets only. */
import type { Condition } from '../condition.ts';
import type { CredibilityCheck } from './check.ts';

const means = (element: string, ...values: readonly string[]): Condition => ({
  element: `activeBorderTransportMeans.${element}`,
  is: { in: values },
});

const identifiedAs = (modes: readonly string[], ...types: readonly string[]): Condition => ({
  all: [means('ModeOfTransport', ...modes), means('typeOfIdentification', ...types)],
});

/** Types of identification [M]: 10, 11 sea-going vessel; 20, 21 train; 30, 31 road; 40, 41 aircraft; 80, 81 inland vessel. */
const contradicting: Condition = {
  any: [
    identifiedAs(['1', '8'], '20', '21', '30', '31', '40', '41'),
    identifiedAs(['2'], '10', '11', '30', '31', '40', '41', '80', '81'),
    identifiedAs(['3'], '10', '11', '20', '21', '40', '41', '80', '81'),
    identifiedAs(['4'], '10', '11', '20', '21', '30', '31', '80', '81'),
  ],
};

export const impossibleCombinations: readonly CredibilityCheck[] = [
  {
    id: 'CRED-CONTAINER',
    version: 1,
    title: 'Container number with a wrong check digit',
    riskAreaCode: 'TRN',
    riskLevel: 'low',
    effect: 'flag',
    test: { kind: 'containerCheckDigit' },
    reason: 'There is no container of this number:',
    disclosure: 'The check digit of a container number named is wrong.',
    question: 'The container number as it stands on the container or in the transport document.',
  },
  {
    id: 'CRED-MODE-ID',
    version: 1,
    title: 'Means of transport identified as one of another mode',
    riskAreaCode: 'TRN',
    riskLevel: 'low',
    effect: 'flag',
    test: { kind: 'combination', condition: contradicting },
    reason: 'The mode of transport and the type of its identification contradict each other:',
    disclosure: 'The mode of transport and the type of identification of the means of transport do not fit each other.',
    question: 'The means of transport at the border, and its identification.',
  },
];
