/** Whom UUM&DS believes in who somebody is. */

/** The identity provider of a Member State, whose word UUM&DS takes for who somebody is. */
export interface NationalProvider {
  /** Its name in addresses, as Keycloak calls it: the country in lower case. */
  readonly alias: string;
  /** Whose EORI numbers it may vouch for. */
  readonly country: string;
  /** Name of the country, for people. */
  readonly title: string;
  /** Address, exactly as its tokens say it. */
  readonly issuer: string;
}

export const nationalProvider = (country: string, issuer: string): NationalProvider => ({
  alias: country.toLowerCase(),
  country,
  title: new Intl.DisplayNames(['en'], { type: 'region' }).of(country) ?? country,
  issuer,
});
