/**
 * Dates and times: each stands in its own element with a `DateTime` child.
 */
import { element } from '../contract/schema.ts';
import { DateTimeContentType } from './values.ts';

export const ActualDateAndTimeOfDepartureType = element(
  {
    DateTime: DateTimeContentType,
  },
  { typeName: 'ActualDateAndTimeOfDepartureType' },
);

export const EstimatedDateAndTimeOfDepartureType = element(
  {
    DateTime: DateTimeContentType,
  },
  { typeName: 'EstimatedDateAndTimeOfDepartureType' },
);

export const EstimatedDateAndTimeOfArrivalType = element(
  {
    DateTime: DateTimeContentType,
  },
  { typeName: 'EstimatedDateAndTimeOfArrivalType' },
);

export const DocumentIssueDateType = element(
  {
    DateTime: DateTimeContentType,
  },
  { typeName: 'DocumentIssueDateType' },
);

export const RegistrationDateType = element(
  {
    DateTime: DateTimeContentType,
  },
  { typeName: 'RegistrationDateType' },
);

export const CompletionDateType = element(
  {
    DateTime: DateTimeContentType,
  },
  { typeName: 'CompletionDateType' },
);

export const NotificationDateType = element(
  {
    DateTime: DateTimeContentType,
  },
  { typeName: 'NotificationDateType' },
);

export const ScheduledControlDateType = element(
  {
    DateTime: DateTimeContentType,
  },
  { typeName: 'ScheduledControlDateType' },
);

export const DateAndTimeOfCompletionType = element(
  {
    DateTime: DateTimeContentType,
  },
  { typeName: 'DateAndTimeOfCompletionType' },
);

export const TimeType = element(
  {
    DateTime: DateTimeContentType,
  },
  { typeName: 'TimeType' },
);

export const ActualDateAndTimeOfArrivalType = element(
  {
    DateTime: DateTimeContentType,
  },
  { typeName: 'ActualDateAndTimeOfArrivalType' },
);
