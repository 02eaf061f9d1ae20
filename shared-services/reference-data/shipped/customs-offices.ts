/** Some customs offices of entry: enough to try the platform with. Production imports the full list. */
import { always, codesWith, type ShippedList } from './shipped-list.ts';

const offices = `
  AT330100 | Wien, airport, cargo
  BE101000 | Antwerpen
  BE212000 | Brussels, Zaventem airport
  BE343000 | Zeebrugge
  BE532000 | Liège, Grâce-Hollogne airport
  BE680000 | Charleroi, Gosselies airport
  BG001002 | Burgas airport
  BG005107 | Sofia airport, cargo
  CY000440 | Larnaca airport
  CY000510 | Limassol port
  CZ650299 | Praha airport
  DE002452 | Bremerhaven
  DE003306 | Frankfurt am Main, airport
  DE004701 | Hamburg airport
  DE004851 | Hamburg-Waltershof
  DE005310 | Wilhelmshaven
  DE005604 | Leipzig airport
  DE007154 | Köln/Bonn airport
  DE007650 | München airport
  DK007900 | København
  EE1210EE | Muuga
  ES000801 | Barcelona airport
  ES000811 | Barcelona port
  ES001131 | Algeciras port
  ES002801 | Madrid-Barajas airport
  ES004611 | Valencia port
  FI009801 | Helsinki, Vuosaari port
  FI015300 | Helsinki-Vantaa airport
  FR001260 | Dunkerque port
  FR002300 | Le Havre port
  FR002730 | Marseille port
  FR00677A | Roissy, Paris Charles de Gaulle airport
  GR004001 | Piraeus, first office
  HR030236 | Zagreb airport
  HR060178 | Rijeka port
  HU121000 | Budapest airport
  IEDUB100 | Dublin port
  IEDUB400 | Dublin airport
  IESNN400 | Shannon airport
  IT086100 | Gioia Tauro port
  IT279100 | Milano Malpensa airport
  IT307101 | Roma Fiumicino airport
  LTVA1000 | Vilnius airport
  LU715000 | Luxembourg airport
  LV000210 | Riga free port
  NL000396 | Rotterdam Maasvlakte
  NL000432 | Schiphol, cargo
  PL301040 | Koroszczyn, road crossing
  PL321030 | Gdynia, container terminal
  PL322080 | Gdańsk, container terminal
  PL443020 | Warszawa airport, cargo
  PT000015 | Lisboa airport
  PT000670 | Sines port
  ROBU1030 | București Otopeni airport
  ROCT1900 | Constanța South
  SE003033 | Stockholm Arlanda airport
  SE603303 | Göteborg
  SI006044 | Koper port
  SK524200 | Bratislava airport
  XI000142 | Belfast
`;

export const customsOfficeLists = (): ShippedList[] => [
  {
    name: 'CL141',
    title: 'Customs offices',
    source:
      'Reference numbers of public customs offices of entry, a small selection; some may have changed: import the full list',
    validFrom: always,
    codes: codesWith(offices, (code) => ({ country: code.slice(0, 2), roles: ['ENT'] })),
  },
];
