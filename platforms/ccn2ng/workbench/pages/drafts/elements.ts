/** All elements that conditions can name, found by any part of their name. */
import { html } from '../../../../../shared-services/gateway/pages/html.ts';
import { code, table, wayBack } from '../../../../../shared-services/gateway/pages/parts.ts';
import type { PageAnswer, Visit } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import {
  blockWords,
  elementWords,
  operatorsOf,
  operatorWords,
  typeWords,
  vocabularyOf,
} from '../../conditions/vocabulary.ts';
import { paths } from '../../paths.ts';
import { asked, filterForm, pager, searchField, select } from '../filter.ts';

const pageSize = 50;

export const listElements = async ({ calls, fields }: Visit): Promise<PageAnswer> => {
  const { elements } = await vocabularyOf(calls, 'entry');
  const [text, block] = [fields.text('text'), fields.text('block')];
  const found = elements.filter(
    (one) =>
      (block === '' || one.block === block) &&
      `${one.path} ${elementWords(one.path)} ${one.title ?? ''} ${one.list ?? ''}`
        .toLowerCase()
        .includes(text.toLowerCase()),
  );
  const pages = Math.max(1, Math.ceil(found.length / pageSize));
  const page = Math.min(pages, Math.max(1, Number.parseInt(fields.text('page'), 10) || 1));
  const rows = table({
    caption: 'Elements',
    rows: found.slice((page - 1) * pageSize, page * pageSize),
    columns: [
      { title: 'Where', cell: (one) => blockWords[one.block as keyof typeof blockWords] },
      { title: 'Meaning', cell: (one) => one.title ?? elementWords(one.path) },
      { title: 'To be entered', cell: ({ path }) => code(path) },
      { title: 'Type', cell: typeWords },
      {
        title: 'Questions',
        cell: (one) =>
          operatorsOf(one)
            .map((name) => operatorWords[name])
            .join(', '),
      },
    ],
  });
  return {
    here: paths.drafts,
    page: {
      title: 'Elements',
      above: wayBack([{ title: 'Drafts', path: paths.drafts }]),
      body: html`<p class="lead">${found.length} of ${elements.length} elements of entry summary declarations.</p>
${filterForm(paths.elements, 'Elements', [
  searchField('text', 'Part of the name', text),
  select('block', 'Where', [['', 'Everywhere'], ...Object.entries(blockWords)], block),
])}
${found.length === 0 ? html`<p>No element is called so.</p>` : rows}
${pager({ page, pages, addressOf: (number) => asked(paths.elements, { text, block, page: String(number) }) })}`,
    },
  };
};
