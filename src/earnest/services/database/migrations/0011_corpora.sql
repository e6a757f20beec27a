-- Labelled data that a voice team brings: labels with a provenance of their own, without customers, consent, review or allowances.

create table deidentified.corpora (
    corpus_id   uuid primary key,
    name        text not null unique check (name ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$'),
    licence     text not null check (length(licence) between 1 and 200),
    source      text check (length(source) between 1 and 500),
    object_key  text not null,
    wrapped_key bytea not null,
    imported_at timestamptz not null
);
comment on table deidentified.corpora is 'Labelled data that a voice team brought, by its name; no customer''s, and never heard by a reviewer';
comment on column deidentified.corpora.corpus_id is 'random identifier';
comment on column deidentified.corpora.name is 'name that the team gave it';
comment on column deidentified.corpora.licence is 'licence under which it is used';
comment on column deidentified.corpora.source is 'where it comes from, as the team said it';
comment on column deidentified.corpora.object_key is 'name whose guard lies in the object store; removal destroys the guard, and with it every key of the corpus';
comment on column deidentified.corpora.wrapped_key is 'key of the corpus, wrapped by the handover key and guarded';
comment on column deidentified.corpora.imported_at is 'when the first of it was imported';

create table deidentified.corpus_items (
    item_id        uuid primary key,
    corpus_id      uuid not null references deidentified.corpora,
    sealed_content bytea not null,
    wrapped_key    bytea not null,
    sound_hash     bytea,
    object_key     text,
    sample_count   bigint not null,
    check ((sound_hash is null) = (object_key is null) and (object_key is null) = (sample_count = 0))
);
create index on deidentified.corpus_items (corpus_id);
create index on deidentified.corpus_items (sound_hash) where sound_hash is not null;
comment on table deidentified.corpus_items is 'Labels of corpora, some with sound; learned from beside reviewed labels';
comment on column deidentified.corpus_items.item_id is 'random identifier';
comment on column deidentified.corpus_items.corpus_id is 'its corpus';
comment on column deidentified.corpus_items.sealed_content is 'words, intent, slots, entities, speaker and language, sealed with the item''s key';
comment on column deidentified.corpus_items.wrapped_key is 'key of the item, wrapped by the key of its corpus';
comment on column deidentified.corpus_items.sound_hash is 'SHA-256 of the samples, so that what is measured on is never learned from; empty where there is no sound';
comment on column deidentified.corpus_items.object_key is 'name of the sealed sound in the object store; empty where there is none';
comment on column deidentified.corpus_items.sample_count is 'length in samples at 16 kHz; 0 where there is no sound';

create table deidentified.snapshot_items (
    snapshot_id uuid not null references deidentified.snapshots,
    item_id     uuid not null references deidentified.corpus_items,
    primary key (snapshot_id, item_id)
);
create index on deidentified.snapshot_items (item_id);
comment on table deidentified.snapshot_items is 'Lineage: which items of corpora are in which snapshot';
comment on column deidentified.snapshot_items.snapshot_id is 'the snapshot';
comment on column deidentified.snapshot_items.item_id is 'the item';

alter table deidentified.snapshots add column item_count integer not null default 0;
comment on column deidentified.snapshots.item_count is 'number of items of corpora at the time of making';
