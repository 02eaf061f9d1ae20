/** The invented national sign-ins that stand beside the embedded UUM&DS, so that brokering can be tried. */
import { nationalProvider, organisations, type RealmSettings } from '../../platforms/uumds/realm.ts';
import {
  type NationalIdentityProvider,
  startNationalIdentityProvider,
} from '../../simulators/national-identity-provider/server.ts';

export interface NationalSignIns {
  readonly nationalProviders: RealmSettings['nationalProviders'];
  readonly addresses: Readonly<Record<string, string>>;
  /** They know the realm from now on. */
  serve(centralIssuer: string): void;
  stop(): Promise<void>;
}

/** @param ports country to port; 0 for any that is free. */
export const startNationalSignIns = async (
  ports: ReadonlyMap<string, number>,
  dataDirectory: string,
): Promise<NationalSignIns> => {
  const started: NationalIdentityProvider[] = [];
  const stop = async () => void (await Promise.all(started.map((one) => one.stop())));
  try {
    for (const [country, port] of ports) {
      const directory = `${dataDirectory}/national-sign-ins/${country}`;
      started.push(await startNationalIdentityProvider({ country, port, dataDirectory: directory, organisations }));
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    nationalProviders: started.map(({ country, issuer }) => nationalProvider(country, issuer)),
    addresses: Object.fromEntries(started.map(({ country, issuer }) => [`national sign-in ${country}`, issuer])),
    serve: (centralIssuer) => {
      for (const national of started) national.serve(centralIssuer);
    },
    stop,
  };
};
