/** Usual abbreviations of business and address words, and the word that each stands for. */
const pairs = `
  intl international internat international int international natl national
  mfg manufacturing mfr manufacturing mnf manufacturing trdg trading trd trading tradg trading trding trading
  bros brothers assoc associates assn association inst institute univ university
  ind industries inds industries indus industries industry industries industrie industries
  tech technology techn technology technologies technology technol technology
  eng engineering engrg engineering engg engineering elec electric electr electronics
  exp export expt export imp import impex import dist distribution distr distribution
  svc services svcs services serv services service services srv services
  grp group gp group hldg holding hldgs holding holdings holding mgmt management mgt management
  logist logistics log logistics trans transport transp transport shpg shipping ship shipping
  whs warehouse whse warehouse equip equipment equipt equipment constr construction const construction
  pharm pharmaceuticals pharma pharmaceuticals chem chemicals chems chemicals prod products prods products
  dept department div division gen general govt government min ministry
  st street str street strasse street rd road ave avenue av avenue blvd boulevard bd boulevard
  sq square ln lane dr drive hwy highway bldg building fl floor apt apartment
  ul ulica pl place no number nr number zi zone
  mt mount ft fort
`;

const entries = pairs.trim().split(/\s+/);

export const abbreviations: ReadonlyMap<string, string> = new Map(
  entries.flatMap((short, at) => (at % 2 === 0 ? [[short, entries[at + 1]!] as const] : [])),
);
