-- find_corpus --
-- A corpus by its name.
select corpus_id, licence, source, object_key, wrapped_key from deidentified.corpora where name = %(name)s;

-- insert_corpus --
-- Begin a corpus.
insert into deidentified.corpora (corpus_id, name, licence, source, object_key, wrapped_key, imported_at)
values (%(corpus_id)s, %(name)s, %(licence)s, %(source)s, %(object_key)s, %(wrapped_key)s, %(imported_at)s);

-- insert_item --
-- Add an item.
insert into deidentified.corpus_items (item_id, corpus_id, sealed_content, wrapped_key, sound_hash, object_key, sample_count)
values (%(item_id)s, %(corpus_id)s, %(sealed_content)s, %(wrapped_key)s, %(sound_hash)s, %(object_key)s, %(sample_count)s);

-- is_measured --
-- Whether a recording is in an evaluation set.
select 1 from deidentified.evaluation_items where content_hash = %(sound_hash)s limit 1;

-- list_items --
-- The items of a corpus.
select item_id, corpus_id, sealed_content, items.wrapped_key, items.object_key,
    corpora.object_key as corpus_object_key, corpora.wrapped_key as corpus_wrapped_key
from deidentified.corpus_items as items
join deidentified.corpora using (corpus_id)
where corpus_id = %(corpus_id)s
order by item_id;

-- list_sound_hashes --
-- What tells the recordings of a corpus apart.
select item_id, sound_hash from deidentified.corpus_items where corpus_id = %(corpus_id)s and sound_hash is not null;

-- find_item --
-- One item.
select item_id, corpus_id, sealed_content, items.wrapped_key, items.object_key,
    corpora.object_key as corpus_object_key, corpora.wrapped_key as corpus_wrapped_key
from deidentified.corpus_items as items
join deidentified.corpora using (corpus_id)
where item_id = %(item_id)s;

-- list_corpora --
-- All corpora, by name.
select corpora.corpus_id, name, licence, source, imported_at,
    (select count(*) from deidentified.corpus_items as items where items.corpus_id = corpora.corpus_id)::integer as item_count,
    (select count(items.object_key) from deidentified.corpus_items as items
     where items.corpus_id = corpora.corpus_id)::integer as sound_count,
    (select coalesce(sum(items.sample_count), 0) from deidentified.corpus_items as items
     where items.corpus_id = corpora.corpus_id)::bigint as sample_count,
    (select count(distinct models.model_id) from deidentified.models
     join deidentified.snapshot_items using (snapshot_id)
     join deidentified.corpus_items as items using (item_id)
     where items.corpus_id = corpora.corpus_id)::integer as model_count
from deidentified.corpora
order by name;

-- list_parts --
-- Lineage: what of which corpus is in a snapshot.
select corpora.name, corpora.licence, count(*)::integer as item_count
from deidentified.snapshot_items
join deidentified.corpus_items as items using (item_id)
join deidentified.corpora using (corpus_id)
where snapshot_id = %(snapshot_id)s
group by corpora.name, corpora.licence
order by corpora.name;

-- delete_snapshot_items --
-- Take a corpus out of every snapshot.
delete from deidentified.snapshot_items
where item_id in (select item_id from deidentified.corpus_items where corpus_id = %(corpus_id)s);

-- delete_items --
-- Remove the items of a corpus.
delete from deidentified.corpus_items where corpus_id = %(corpus_id)s returning object_key;

-- delete_corpus --
-- Remove a corpus without items.
delete from deidentified.corpora where corpus_id = %(corpus_id)s;
