-- A back-up asks which objects belong to what is there, of which kind they are and when they end (RT4). It runs as the
-- owner of the database, so no role may call these functions. What was ended is in none of them: a restore that asks
-- after the tombstones were replayed brings none of it back.

create function personal.list_objects() returns table (object_key text, kind text, delete_after timestamptz)
language sql stable set search_path = pg_catalog, pg_temp as $$
    select recordings.object_key, 'recording', recordings.delete_after from personal.recordings
    where recordings.erased_at is null and recordings.wrapped_key is not null and recordings.object_key is not null
$$;
comment on function personal.list_objects() is 'Objects of recordings that are there, with their end; only the owner of the database asks';

create function handover.list_objects() returns table (object_key text, kind text, delete_after timestamptz)
language sql stable set search_path = pg_catalog, pg_temp as $$
    select clips.object_key, 'clip', clips.delete_after from handover.clips
    where clips.wrapped_key is not null
        and not exists (select 1 from handover.withdrawals where withdrawals.clip_id = clips.clip_id)
    union
    select releases.object_key, 'model', null from handover.releases where releases.object_key is not null
$$;
comment on function handover.list_objects() is 'Objects of clips that are there and not withdrawn, and of released models; only the owner of the database asks';

create function deidentified.list_objects() returns table (object_key text, kind text, delete_after timestamptz)
language sql stable set search_path = pg_catalog, pg_temp as $$
    select models.object_key, 'model', null::timestamptz from deidentified.models
    union
    select evaluation_items.object_key, 'reference', null from deidentified.evaluation_items
    union
    select corpus_items.object_key, 'corpus', null from deidentified.corpus_items
    where corpus_items.object_key is not null
    union
    select corpora.object_key, 'corpus_key', null from deidentified.corpora
$$;
comment on function deidentified.list_objects() is 'Objects of models, reference recordings and corpora; only the owner of the database asks';

revoke all on function personal.list_objects(), handover.list_objects(), deidentified.list_objects() from public;
