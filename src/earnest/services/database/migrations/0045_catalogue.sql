-- A lead keeps the catalogue of intents and slots; what a reviewer names anew is a proposal.

create table deidentified.catalogue_names (
    name_id     uuid primary key,
    language    text not null check (length(language) between 2 and 8),
    intent      text not null check (length(intent) between 1 and 100),
    slot        text not null default '' check (length(slot) <= 100),
    state       text not null check (state in ('proposed', 'accepted', 'renamed', 'refused')),
    renamed_to  text check (length(renamed_to) between 1 and 100),
    proposed_at timestamptz not null,
    decided_at  timestamptz,
    unique (language, intent, slot),
    check ((state = 'renamed') = (renamed_to is not null)),
    check ((state = 'proposed') = (decided_at is null))
);
comment on table deidentified.catalogue_names is 'Names of intents and slots that labels used; a lead accepts, renames or refuses each. Who proposed a name is not kept; one without a decision is gone after thirty days';
comment on column deidentified.catalogue_names.name_id is 'random identifier';
comment on column deidentified.catalogue_names.language is 'of the clips, ISO 639-1';
comment on column deidentified.catalogue_names.intent is 'name of the intent';
comment on column deidentified.catalogue_names.slot is 'name of a slot of it; empty: the intent itself';
comment on column deidentified.catalogue_names.state is 'proposed, accepted, renamed or refused';
comment on column deidentified.catalogue_names.renamed_to is 'what new labels say instead';
comment on column deidentified.catalogue_names.proposed_at is 'when a label first used it';
comment on column deidentified.catalogue_names.decided_at is 'when a lead decided; null: not yet';
