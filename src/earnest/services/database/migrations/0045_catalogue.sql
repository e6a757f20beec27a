-- A lead keeps the catalogue of intents and slots; what a reviewer names anew is a proposal.

create table deidentified.catalogue_names (
    name_id     uuid primary key,
    language    text not null check (length(language) between 2 and 8),
    intent      text not null check (length(intent) between 1 and 100),
    slot        text not null default '' check (length(slot) <= 100),
    state       text not null check (state in ('accepted', 'renamed', 'refused')),
    renamed_to  text check (length(renamed_to) between 1 and 100),
    proposed_at timestamptz not null,
    decided_at  timestamptz not null,
    unique (language, intent, slot),
    check ((state = 'renamed') = (renamed_to is not null))
);
comment on table deidentified.catalogue_names is 'Names of intents and slots that a lead accepted, renamed or refused';
comment on column deidentified.catalogue_names.name_id is 'random identifier';
comment on column deidentified.catalogue_names.language is 'of the clips, ISO 639-1';
comment on column deidentified.catalogue_names.intent is 'name of the intent';
comment on column deidentified.catalogue_names.slot is 'name of a slot of it; empty: the intent itself';
comment on column deidentified.catalogue_names.state is 'accepted, renamed or refused';
comment on column deidentified.catalogue_names.renamed_to is 'what new labels say instead';
comment on column deidentified.catalogue_names.proposed_at is 'when a label first used it';
comment on column deidentified.catalogue_names.decided_at is 'when a lead decided';

create table deidentified.proposed_names (
    name_id     uuid primary key,
    clip_id     uuid not null,
    sealed      bytea not null,
    proposed_at timestamptz not null
);
create index on deidentified.proposed_names (proposed_at);
comment on table deidentified.proposed_names is 'Names of intents and slots that labels used for the first time, sealed with the key of a clip and gone with it; without a decision gone after thirty days. Who proposed one is not kept';
comment on column deidentified.proposed_names.name_id is 'random identifier';
comment on column deidentified.proposed_names.clip_id is 'clip whose label used the name';
comment on column deidentified.proposed_names.sealed is 'intent and slot, sealed with the key of the clip (RT3)';
comment on column deidentified.proposed_names.proposed_at is 'when the label used it';
