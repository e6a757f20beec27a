-- A lead writes the guideline in versions, and who labels confirms each before the next clip (RV6).

create table deidentified.guideline_versions (
    number     integer primary key check (number >= 1),
    frame      text not null,
    written_by uuid references staff.members on delete set null,
    written_at timestamptz not null
);
create index on deidentified.guideline_versions (written_by);
comment on table deidentified.guideline_versions is 'Versions of the guideline that leads wrote; never changed, since labels name them';
comment on column deidentified.guideline_versions.number is 'one more than that of the version before';
comment on column deidentified.guideline_versions.frame is 'version of the packaged guideline whose reasons, verdicts and types stood beside the text';
comment on column deidentified.guideline_versions.written_by is 'the lead; null where the account is gone';
comment on column deidentified.guideline_versions.written_at is 'when it was published';

create table deidentified.guideline_texts (
    number   integer not null references deidentified.guideline_versions,
    language text not null check (language in ('en', 'de', 'nl')),
    text     text not null,
    primary key (number, language)
);
comment on table deidentified.guideline_texts is 'Text of each version in each language';
comment on column deidentified.guideline_texts.number is 'the version';
comment on column deidentified.guideline_texts.language is 'ISO 639-1';
comment on column deidentified.guideline_texts.text is 'Markdown: sections with titles';

create table deidentified.guideline_confirmations (
    staff_id     uuid not null references staff.members on delete cascade,
    number       integer not null references deidentified.guideline_versions,
    confirmed_at timestamptz not null,
    primary key (staff_id, number)
);
comment on table deidentified.guideline_confirmations is 'Who has read and confirmed which version';
comment on column deidentified.guideline_confirmations.staff_id is 'who';
comment on column deidentified.guideline_confirmations.number is 'the version';
comment on column deidentified.guideline_confirmations.confirmed_at is 'when';
