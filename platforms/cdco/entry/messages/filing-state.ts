/** Messages of our own, which ICS2 has no counterpart for: the state of a filing for the trader, and the event of its registration. */
import {
  type Content,
  dateTime,
  element,
  many,
  message,
  optional,
  token,
} from '../../../../reference-architecture/contract/schema.ts';
import { RegistrationDateType } from '../../../../reference-architecture/data-model/dates.ts';
import { DeclarantType03, RepresentativeType03 } from '../../../../reference-architecture/data-model/declarants.ts';
import {
  AddressedMemberStateType,
  CustomsOfficeOfFirstEntryType,
} from '../../../../reference-architecture/data-model/places.ts';
import {
  IdentificationNumberContentType1,
  LRNContentType1,
  MRNContentType1,
  SpecificCircumstanceIndicatorContentType,
} from '../../../../reference-architecture/data-model/values.ts';
import { own } from './namespaces.ts';

/** Name of a message, `IE3F32`. */
const messageType = token({
  description: 'Name of a message',
  typeName: 'MessageTypeContentType',
  pattern: 'IE[0-9][A-Z][0-9]{2}',
});

/** Asked for another, by its mandate. */
const actingFor = token({
  maxLength: 17,
  pattern: '[A-Z]{2}[A-Z0-9]{1,15}',
  description: 'EORI of the party of the filing for whom the caller asks; needs a mandate in force.',
});

export const ConsultFiling = message(
  'ConsultFiling',
  own,
  'Which filing',
  element({ MRN: MRNContentType1, actingFor: optional(actingFor) }, { typeName: 'ConsultFilingType' }),
);

export const FilingState = message(
  'FilingState',
  own,
  'Where a filing stands, and which messages about it the asker has exchanged',
  element(
    {
      MRN: MRNContentType1,
      LRN: LRNContentType1,
      SpecificCircumstanceIndicator: SpecificCircumstanceIndicatorContentType,
      state: token({
        description: 'State of the declaration',
        typeName: 'FilingStateContentType',
        maxLength: 35,
        pattern: '[a-zA-Z]*',
      }),
      registrationDate: RegistrationDateType,
      addressedMemberState: optional(AddressedMemberStateType),
      representative: optional(RepresentativeType03),
      declarant: DeclarantType03,
      customsOfficeOfFirstEntry: optional(CustomsOfficeOfFirstEntryType),
      message: optional(
        many(
          element(
            {
              type: messageType,
              dateTime: dateTime({ description: 'When it was received or sent', typeName: 'DateTimeContentType' }),
            },
            { typeName: 'ExchangedMessageType' },
          ),
          1,
          999,
        ),
      ),
    },
    { typeName: 'FilingStateType' },
  ),
);

/** Event: only what finds the filing again. Whoever needs its content asks for it. */
export const FilingRegistered = message(
  'FilingRegistered',
  own,
  'A filing has been registered',
  element(
    {
      MRN: MRNContentType1,
      LRN: LRNContentType1,
      declarant: IdentificationNumberContentType1,
      messageType,
    },
    { typeName: 'FilingRegisteredType' },
  ),
);

export type FilingRegisteredContent = Content<typeof FilingRegistered>;

/** Event: for those who watch over the platform. */
export const AnalysisOverdue = message(
  'AnalysisOverdue',
  own,
  'A filing waits for its risk analysis past the deadline',
  element({ MRN: MRNContentType1 }, { typeName: 'AnalysisOverdueType' }),
);

/** Event: what the answers of Member States amount to has to be looked at again. */
export const ScreeningAnswered = message(
  'ScreeningAnswered',
  own,
  'A Member State has answered, or its time is over',
  element({ MRN: MRNContentType1 }, { typeName: 'ScreeningAnsweredType' }),
);

export type ScreeningAnsweredContent = Content<typeof ScreeningAnswered>;
