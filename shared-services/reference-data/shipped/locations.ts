/** Ports, airports and inland places (UN/LOCODE). */
import { createRequire } from 'node:module';
import type { StatedCode } from '../code-list.ts';
import { isCountry } from './countries.ts';
import { always, codesOf, type ShippedList } from './shipped-list.ts';

const seaPorts = createRequire(import.meta.url)('sea-ports/lib/ports.json') as Readonly<
  Record<string, { readonly name: string }>
>;

/** Places that matter for air, express, road and rail, which the list of sea ports does not have. */
const furtherPlaces = `
  AEDWC Dubai World Central
  AEDXB Dubai
  ATVIE Wien
  AUMEL Melbourne
  AUSYD Sydney
  BDDAC Dhaka
  BEBRU Bruxelles (Brussel)
  BECRL Charleroi
  BEGRH Grâce-Hollogne
  BELGG Liège
  BEOST Oostende
  BGSOF Sofia
  BRGRU Guarulhos
  BRVCP Campinas, Viracopos
  CAYYZ Toronto, Pearson airport
  CHBSL Basel
  CHGVA Genève
  CHZRH Zürich
  CNCAN Guangzhou
  CNCTU Chengdu
  CNEHU Ezhou
  CNHGH Hangzhou
  CNPEK Beijing, Capital airport
  CNPVG Shanghai, Pudong airport
  CNSHA Shanghai
  CNSZX Shenzhen
  CNXIY Xi'an
  COBOG Bogotá
  CZPRG Praha
  DECGN Köln
  DEDUI Duisburg
  DEFRA Frankfurt am Main
  DEHAM Hamburg
  DEHHN Hahn
  DELEJ Leipzig
  DEMUC München
  DKCPH København
  EGCAI Cairo
  ESBCN Barcelona
  ESMAD Madrid
  ESVIT Vitoria
  ESZAZ Zaragoza
  ETADD Addis Ababa
  FIHEL Helsinki
  FRCDG Paris, Charles de Gaulle airport
  FRLYS Lyon
  FRPAR Paris
  FRROI Roissy-en-France
  GBEMA East Midlands
  GBLHR London, Heathrow airport
  GBSTN London, Stansted airport
  GRATH Athens
  HKHKG Hong Kong
  HRZAG Zagreb
  HUBUD Budapest
  IDCGK Jakarta, Soekarno-Hatta airport
  IEDUB Dublin
  IESNN Shannon
  ILTLV Tel Aviv
  INBLR Bengaluru
  INBOM Mumbai
  INDEL Delhi
  INMAA Chennai
  ITBGY Bergamo, Orio al Serio airport
  ITFCO Roma, Fiumicino airport
  ITMXP Milano, Malpensa airport
  JPKIX Osaka, Kansai airport
  JPNRT Tokyo, Narita airport
  KENBO Nairobi
  KRICN Incheon
  KZALA Almaty
  LTVNO Vilnius
  LULUX Luxembourg
  LVRIX Riga
  MACMN Casablanca
  MXMEX Mexico City
  MYKUL Kuala Lumpur
  NGLOS Lagos
  NLAMS Amsterdam
  NLEIN Eindhoven
  NLMST Maastricht
  NLRTM Rotterdam
  NLSPL Schiphol
  NOOSL Oslo
  PHMNL Manila
  PKKHI Karachi
  PKLHE Lahore
  PLKTW Katowice
  PLMLA Małaszewicze
  PLWAW Warszawa
  PTLIS Lisboa
  QADOH Doha
  ROOTP Otopeni
  RSBEG Beograd
  SARUH Riyadh
  SEARN Stockholm, Arlanda airport
  SGSIN Singapore
  SKBTS Bratislava
  THBKK Bangkok
  TRIST Istanbul
  TWTPE Taipei
  UAKBP Kyiv, Boryspil airport
  UALWO Lviv
  USANC Anchorage
  USATL Atlanta
  USCVG Cincinnati
  USDFW Dallas-Fort Worth
  USEWR Newark
  USJFK New York, Kennedy airport
  USLAX Los Angeles
  USMEM Memphis
  USMIA Miami
  USORD Chicago, O'Hare airport
  USSDF Louisville
  UZTAS Tashkent
  VNHAN Hanoi
  VNSGN Ho Chi Minh City
  ZAJNB Johannesburg
`;

const located = ({ code, description }: StatedCode): StatedCode => ({
  code,
  description,
  attributes: { country: code.slice(0, 2) },
});

// Some ports stand there under countries that are no more (AN, Netherlands Antilles): their codes have been replaced.
const isOfToday = ({ code }: StatedCode): boolean => isCountry(code.slice(0, 2));

const places = (): StatedCode[] => {
  const ports = Object.entries(seaPorts).map(([code, { name }]) => located({ code, description: name }));
  const further = codesOf(furtherPlaces).map(located);
  return [...new Map([...ports, ...further].filter(isOfToday).map((place) => [place.code, place])).values()];
};

export const locationLists = (): ShippedList[] => [
  {
    name: 'CL244',
    title: 'Places (UN/LOCODE)',
    source:
      'Sea ports of npm sea-ports, and airports and inland places written down by the project; import UN/LOCODE for the rest',
    validFrom: always,
    codes: places(),
  },
];
