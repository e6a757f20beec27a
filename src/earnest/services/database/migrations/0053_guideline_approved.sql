-- A second lead approves a version of the guideline, and the text of a version can be withdrawn (decision 0046).

alter table deidentified.guideline_versions
    add column approved_by uuid references staff.members on delete set null,
    add column approved_at timestamptz,
    add column withdrawn_at timestamptz,
    add column withdrawn_reason text check (withdrawn_reason in ('heard_words', 'wrong', 'refused')),
    add check ((withdrawn_at is null) = (withdrawn_reason is null));
create index on deidentified.guideline_versions (approved_by);
comment on column deidentified.guideline_versions.approved_by is 'the second lead; null: not approved, approved alone where there was no other lead, or the account is gone';
comment on column deidentified.guideline_versions.approved_at is 'from when on it counts; null: it waits for a second lead, or was refused';
comment on column deidentified.guideline_versions.withdrawn_at is 'when its text was destroyed; null: it is there';
comment on column deidentified.guideline_versions.withdrawn_reason is 'why: heard_words (something that was said in a clip stood in it), wrong, refused by the second lead';
update deidentified.guideline_versions set approved_at = written_at;

alter table deidentified.guideline_texts alter column text drop not null, add column sha256 bytea;
update deidentified.guideline_texts set sha256 = sha256(convert_to(text, 'UTF8'));
alter table deidentified.guideline_texts alter column sha256 set not null;
comment on table deidentified.guideline_texts is 'Text of each version in each language, until it is withdrawn';
comment on column deidentified.guideline_texts.text is 'Markdown: sections with titles; null: withdrawn';
comment on column deidentified.guideline_texts.sha256 is 'of the text in UTF-8; stays, so that a copy can be told to be it';
comment on table deidentified.guideline_versions is 'Versions of the guideline that leads wrote; none is removed, since labels name them';
