/** Forms of companies: they tell nothing of who it is, and are left out, abbreviated or exchanged at will. */

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** As written in Latin letters without points; [M] collected from memory of company registers. */
const legalForms: ReadonlySet<string> = new Set(
  words(`
    ltd limited llc llp lp plc inc incorporated corp corporation co company pty pte
    gmbh mbh ag kg kgaa ohg gbr ug ev sa sas sasu sarl eurl snc scs srl spa sapa sl slu slne sau
    bv nv bvba vof cv cvba sprl asbl ab hb oy oyj as asa aps ans ivs is
    doo dd ad ead eood ood sro vos spol kft bt zrt nyrt rt sp spzoo spk spj ska uab sia ou tov pp
    ooo oao zao pao ao nao too tdo chp fop
    epe ae oe ee mepe kk gk yk sdn bhd tbk pt cv jsc ojsc cjsc pjsc psc wll fze fzc fzco dmcc est sal
    sti ltda sapi cia eirl lda unipessoal gesellschaft aktiengesellschaft
    societe societa sociedad sociedade anonima anonyme limitada
  `),
);

const longestInWords = 5;

/** Written without spaces around them, so that they must go before transliteration. */
const cjkLegalForms =
  /股份有限公司|有限责任公司|有限責任公司|有限公司|株式会社|有限会社|合同会社|주식회사|유한회사|\(株\)|\(有\)|\(주\)/g;

export const withoutCjkLegalForms = (text: string): string => text.replace(cjkLegalForms, ' ');

/** How many words from this one on are a legal form: `gmbh`, or `sp z o o` in four. */
const lengthAt = (of: readonly string[], from: number): number => {
  let joined = '';
  let length = 0;
  for (let at = from; at < Math.min(of.length, from + longestInWords); at += 1) {
    const word = of[at]!;
    // Only short pieces are put together: no two whole words make a form.
    if (at > from && word.length > 1 && joined.length > 1) break;
    joined += word;
    if (legalForms.has(joined)) length = at - from + 1;
  }
  return length;
};

/** The others, in their order. A name that is nothing but legal forms is left as it is. */
export const withoutLegalForms = (of: readonly string[]): readonly string[] => {
  const kept: string[] = [];
  for (let at = 0; at < of.length; ) {
    const length = lengthAt(of, at);
    if (length === 0) kept.push(of[at]!);
    at += Math.max(1, length);
  }
  return kept.length === 0 ? of : kept;
};
