/**
 * Amounts: value and currency are attributes.
 */
import { attribute, element, optional } from '../contract/schema.ts';
import { use } from './use.ts';
import { CurrencyContentType, MethodOfPaymentContentType, ValueContentType } from './values.ts';

export const TransportChargesType02 = element(
  {
    methodOfPayment: use(MethodOfPaymentContentType, { list: 'CL116' }),
  },
  { typeName: 'TransportChargesType02' },
);

export const TotalAmountInvoicedType = element(
  {
    value: attribute(ValueContentType),
    currency: attribute(use(CurrencyContentType, { list: 'CL352' })),
  },
  { typeName: 'TotalAmountInvoicedType' },
);

export const AmountType = element(
  {
    value: attribute(ValueContentType),
    currency: attribute(use(CurrencyContentType, { list: 'CL352' })),
  },
  { typeName: 'AmountType' },
);

export const AdditionsAndDeductionsType = element(
  {
    amount: AmountType,
  },
  { typeName: 'AdditionsAndDeductionsType' },
);

export const ItemAmountInvoicedType = element(
  {
    value: attribute(ValueContentType),
    currency: attribute(use(CurrencyContentType, { list: 'CL352' })),
  },
  { typeName: 'ItemAmountInvoicedType' },
);

export const PostalValueType = element(
  {
    value: attribute(ValueContentType),
    currency: attribute(use(CurrencyContentType, { list: 'CL352' })),
  },
  { typeName: 'PostalValueType' },
);

export const PostalChargesType = element(
  {
    value: attribute(ValueContentType),
    currency: attribute(use(CurrencyContentType, { list: 'CL352' })),
  },
  { typeName: 'PostalChargesType' },
);

export const PostalChargesType02 = element(
  {
    postalCharges: PostalChargesType,
  },
  { typeName: 'PostalChargesType02' },
);

export const TransportChargesType = element(
  {
    methodOfPayment: optional(use(MethodOfPaymentContentType, { list: 'CL116' })),
  },
  { typeName: 'TransportChargesType' },
);

export const ItemAmountInvoicedType02 = element(
  {
    value: attribute(ValueContentType),
    currency: attribute(use(CurrencyContentType, { list: 'CL352' })),
  },
  { typeName: 'ItemAmountInvoicedType02' },
);

export const PostalChargesType03 = element(
  {
    postalCharges: optional(PostalChargesType),
  },
  { typeName: 'PostalChargesType03' },
);
