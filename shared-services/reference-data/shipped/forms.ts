/**
 * Lists whose names and forms are public while their values are not: a value is taken by its form until an operator who
 * has the list imports it. Forms are those of the official schemas.
 */
import { always, type ShippedList } from './shipped-list.ts';

const forms: Readonly<Record<string, readonly [title: string, pattern: string]>> = {
  CL016: ['Chemical substances (CUS)', '[0-9]{7}-[0-9]'],
  CL703: ['Type of additional information', '.{1,3}'],
  CL705: ['Status as authorised economic operator', '[0-9]'],
  CL712: ['Control decision', '.{1,3}'],
  CL713: ['Reason of a control decision', '.{1,3}'],
  CL715: ['What triggered a control', '.{1,3}'],
  CL716: ['Type of control', '.{1,3}'],
  CL719: ['Chemical substances (CUS)', '[0-9]{7}-[0-9]'],
  CL720: ['Entity of an entry summary declaration', '[a-zA-Z]{3}'],
  CL721: ['Entity of an enrichment', '[a-zA-Z]{3}'],
  CL722: ['Event of an entry summary declaration', '.{1,17}'],
  CL723: ['Validation codes', '.{1,17}'],
  CL725: ['Result of a screening, as recorded', '.{1,3}'],
  CL726: ['Result of a screening', '.{1,3}'],
  CL727: ['Function of a message', '[0-9]{1,2}'],
  CL730: ['Role of a party of interest', '.{1,3}'],
  CL731: ['Place of control', '.{3}'],
  CL736: ['Category of risk analysis', '[a-zA-Z]'],
  CL737: ['Result of risk analysis', '[0-9]'],
  CL738: ['Type of timer', '[a-zA-Z]{2}'],
  CL739: ['Type of risk analysis', '[a-zA-Z]'],
  CL740: ['Risk area', '.{1,17}'],
  CL741: ['Type of risk assessment', '.{1,3}'],
  CL743: ['State of an entity', '.{1,17}'],
  CL744: ['State of an enrichment', '.{1,17}'],
  CL745: ['Type of supplementary filing', '.{1,3}'],
  CL746: ['Category of supplementary risk information', '.{1,4}'],
  CL747: ['Type of supplementary risk information', '.{1,17}'],
  CL749: ['Type of goods', '.{1,3}'],
  CL751: ['Type of means of transport', '.{1,4}'],
  CL752: ['Additional information of a referral', '.{1,17}'],
  CL755: ['Additional information of a control recommendation', '.{1,17}'],
  CL758: ['Risk level', '.{1,3}'],
  CL760: ['Timer of an involvement', '[a-zA-Z]{2}'],
  CL761: ['Format of an enrichment', '.{1,17}'],
  CL762: ['Type of enrichment', '.{1,17}'],
};

export const formLists = (): ShippedList[] =>
  Object.entries(forms).map(([name, [title, unlistedPattern]]) => ({
    name,
    title,
    source: 'Values are not public: a value is taken by its form. The title describes the use and is not official',
    validFrom: always,
    codes: [],
    unlistedPattern,
  }));
