-- find_snapshot_by_content --
-- A snapshot of the same labels from which nothing was taken out.
select snapshot_id, content_hash, clip_count,
    (select count(*) from deidentified.snapshot_clips as line where line.snapshot_id = snapshots.snapshot_id)::integer as clips_left,
    item_count,
    (select count(*) from deidentified.snapshot_items as line where line.snapshot_id = snapshots.snapshot_id)::integer as items_left,
    made_at
from deidentified.snapshots
where content_hash = %(content_hash)s
  and clip_count = (select count(*) from deidentified.snapshot_clips as line where line.snapshot_id = snapshots.snapshot_id)
  and item_count = (select count(*) from deidentified.snapshot_items as line where line.snapshot_id = snapshots.snapshot_id)
order by made_at
limit 1;

-- insert_snapshot --
-- Begin a snapshot.
insert into deidentified.snapshots (snapshot_id, content_hash, clip_count, item_count, made_at)
values (%(snapshot_id)s, %(content_hash)s, %(clip_count)s, %(item_count)s, %(made_at)s);

-- list_corpus_items --
-- The items of all corpora, which teach beside the labels.
select item_id from deidentified.corpus_items order by item_id;

-- insert_snapshot_items --
-- Put the items of all corpora into a snapshot.
insert into deidentified.snapshot_items (snapshot_id, item_id)
select %(snapshot_id)s, item_id from deidentified.corpus_items where item_id = any(%(item_ids)s);

-- list_snapshot_items --
-- The items of corpora in a snapshot.
select item_id from deidentified.snapshot_items where snapshot_id = %(snapshot_id)s order by item_id;

-- insert_snapshot_line --
-- Put a label into a snapshot.
insert into deidentified.snapshot_clips (snapshot_id, clip_id, label_id)
values (%(snapshot_id)s, %(clip_id)s, %(label_id)s);

-- load_snapshot --
-- One snapshot and how much of it is left; withdrawn clips count as gone from the moment of withdrawal.
select snapshot_id, content_hash, clip_count,
    (select count(*) from deidentified.snapshot_clips as line
     where line.snapshot_id = snapshots.snapshot_id and line.clip_id <> all(%(withdrawn)s))::integer as clips_left,
    item_count,
    (select count(*) from deidentified.snapshot_items as line where line.snapshot_id = snapshots.snapshot_id)::integer as items_left,
    made_at
from deidentified.snapshots
where snapshot_id = %(snapshot_id)s;

-- list_snapshots --
-- All snapshots, newest first.
select snapshot_id, content_hash, clip_count,
    (select count(*) from deidentified.snapshot_clips as line
     where line.snapshot_id = snapshots.snapshot_id and line.clip_id <> all(%(withdrawn)s))::integer as clips_left,
    item_count,
    (select count(*) from deidentified.snapshot_items as line where line.snapshot_id = snapshots.snapshot_id)::integer as items_left,
    made_at
from deidentified.snapshots
order by made_at desc, snapshot_id;

-- list_snapshot_clips --
-- The clips of a snapshot and which label of each is in it.
select clip_id, label_id
from deidentified.snapshot_clips
where snapshot_id = %(snapshot_id)s
order by clip_id;

-- list_all_snapshot_clips --
-- Clips that are in any snapshot, from one on in the order of their identifiers; all where `most` is null.
select distinct clip_id from deidentified.snapshot_clips
where clip_id > %(after)s
order by clip_id
limit %(most)s;

-- list_models_with_clip --
-- Lineage: models that were trained on a snapshot in which a clip still is (ML1).
select models.model_id
from deidentified.models
join deidentified.snapshot_clips using (snapshot_id)
where snapshot_clips.clip_id = %(clip_id)s
order by models.made_at;

-- delete_drafts --
-- Remove what was being written about a clip.
delete from deidentified.drafts where clip_id = %(clip_id)s;

-- delete_questions --
-- Remove what was asked and answered about words of a clip.
delete from deidentified.questions where clip_id = %(clip_id)s;

-- delete_snapshot_lines --
-- Take a clip out of every snapshot.
delete from deidentified.snapshot_clips where clip_id = %(clip_id)s;
