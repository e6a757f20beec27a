-- What the organisation itself states on what the law asks of it; who answers for the processing (RG4).

create table accountability.statements (
    subject    text not null check (subject ~ '^[a-z][a-z0-9_]{0,59}$'),
    state      text not null check (state in ('open', 'done', 'does_not_apply')),
    content    text not null check (length(content) <= 2000),
    written_by uuid not null,
    written_at timestamptz not null,
    primary key (subject, written_at)
);
comment on table accountability.statements is 'What the organisation states of an obligation, the newest counts; the organisation''s own words, no data of customers';
comment on column accountability.statements.subject is 'name of the obligation, or controller, representative, data_protection_officer';
comment on column accountability.statements.state is 'open, done or does_not_apply';
comment on column accountability.statements.content is 'what shows it, in the organisation''s words';
comment on column accountability.statements.written_by is 'officer who wrote it';
comment on column accountability.statements.written_at is 'when';
create trigger keep_statement before update or delete on accountability.statements
    for each row execute function accountability.keep_entry();
create trigger keep_statements before truncate on accountability.statements
    for each statement execute function accountability.keep_entry();
