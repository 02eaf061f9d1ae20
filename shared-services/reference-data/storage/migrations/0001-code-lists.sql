-- Code lists with their history. Nothing is ever deleted: a code that is no longer in force has valid_to, a statement
-- about a code that a later import corrected has superseded_by.

create table code_list (
  name              text primary key,
  title             text not null,
  source            text not null,
  version           text not null,
  -- Who looks after the content: the project's own lists are renewed at start, an operator's never.
  origin            text not null check (origin in ('shipped', 'operator')),
  -- SHA-256 of the codes of the last import, hexadecimal.
  sha256            text not null,
  -- A code is checked at the longest level that is loaded (harmonised system).
  hierarchical      boolean not null default false,
  -- Codes of this form are accepted though not listed, until the full list is imported.
  unlisted_pattern  text,
  imported_at       timestamptz not null default now()
);

create table code_import (
  id           bigint generated always as identity primary key,
  list         text not null references code_list (name),
  imported_at  timestamptz not null default now(),
  imported_by  text not null,
  source       text not null,
  sha256       text not null,
  mode         text not null check (mode in ('full', 'partial')),
  valid_from   date not null,
  added        integer not null,
  changed      integer not null,
  closed       integer not null,
  unchanged    integer not null,
  skipped      integer not null
);

create table code (
  id             bigint generated always as identity primary key,
  list           text not null references code_list (name),
  code           text not null,
  description    text not null,
  valid_from     date not null,
  valid_to       date,
  attributes     jsonb not null default '{}',
  imported_by    bigint not null references code_import (id),
  -- The import that set valid_to.
  closed_by      bigint references code_import (id),
  -- The import that took the statement back; it no longer counts, and stays to be read.
  superseded_by  bigint references code_import (id),
  check (valid_to is null or valid_to >= valid_from)
);

create unique index code_in_force on code (list, code, valid_from) where superseded_by is null;
create index code_import_by_list on code_import (list, id);
