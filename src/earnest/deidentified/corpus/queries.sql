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
-- Put a label into a snapshot, if its clip was not withdrawn meanwhile.
insert into deidentified.snapshot_clips (snapshot_id, clip_id, label_id)
select %(snapshot_id)s, %(clip_id)s, %(label_id)s
where not exists (select 1 from handover.withdrawals where withdrawals.clip_id = %(clip_id)s);

-- load_snapshot --
-- One snapshot and how much of it is left; withdrawn clips count as gone from the moment of withdrawal.
select snapshot_id, content_hash, clip_count,
    (select count(*) from deidentified.snapshot_clips as line
     where line.snapshot_id = snapshots.snapshot_id
       and not exists (select 1 from handover.withdrawals where withdrawals.clip_id = line.clip_id))::integer as clips_left,
    item_count,
    (select count(*) from deidentified.snapshot_items as line where line.snapshot_id = snapshots.snapshot_id)::integer as items_left,
    made_at
from deidentified.snapshots
where snapshot_id = %(snapshot_id)s;

-- list_snapshots --
-- All snapshots, newest first.
select snapshot_id, content_hash, clip_count,
    (select count(*) from deidentified.snapshot_clips as line
     where line.snapshot_id = snapshots.snapshot_id
       and not exists (select 1 from handover.withdrawals where withdrawals.clip_id = line.clip_id))::integer as clips_left,
    item_count,
    (select count(*) from deidentified.snapshot_items as line where line.snapshot_id = snapshots.snapshot_id)::integer as items_left,
    made_at
from deidentified.snapshots
order by made_at desc, snapshot_id;

-- list_snapshot_clips --
-- The clips of a snapshot that were not withdrawn.
select clip_id
from deidentified.snapshot_clips
where snapshot_id = %(snapshot_id)s
  and not exists (select 1 from handover.withdrawals where withdrawals.clip_id = snapshot_clips.clip_id)
order by clip_id;

-- list_models_with_clip --
-- Lineage: models that were trained on a snapshot in which a clip still is (ML1).
select models.model_id
from deidentified.models
join deidentified.snapshot_clips using (snapshot_id)
where snapshot_clips.clip_id = %(clip_id)s
order by models.made_at;

-- destroy_clip --
-- Destroy the key of a clip and empty its words; nothing can open the sound afterwards.
update handover.clips
set wrapped_key = null, sealed_words = null, words = null
where clip_id = %(clip_id)s;

-- find_clip_object --
-- Where the ciphertext of a clip lies.
select object_key from handover.clips where clip_id = %(clip_id)s;

-- list_object_keys --
-- Which of these objects belong to a clip.
select object_key from handover.clips where object_key = any(%(object_keys)s);

-- delete_label --
-- Remove what was written about a clip.
delete from handover.labels where clip_id = %(clip_id)s;

-- delete_drafts --
-- Remove what was being written about a clip.
delete from deidentified.drafts where clip_id = %(clip_id)s;

-- delete_snapshot_lines --
-- Take a clip out of every snapshot.
delete from deidentified.snapshot_clips where clip_id = %(clip_id)s;

-- list_leftovers --
-- Withdrawn clips of which a label, a snapshot line, a key or words are left although the receipts are there.
select withdrawals.clip_id
from handover.withdrawals
where exists (select 1 from handover.labels where labels.clip_id = withdrawals.clip_id)
   or exists (select 1 from deidentified.snapshot_clips where snapshot_clips.clip_id = withdrawals.clip_id)
   or exists (select 1 from handover.clips where clips.clip_id = withdrawals.clip_id
              and (clips.wrapped_key is not null or clips.sealed_words is not null or clips.words is not null));

-- list_expired --
-- Clips past their end date that were not withdrawn yet (RT1).
select clip_id from handover.clips
where delete_after <= %(now)s
  and not exists (select 1 from handover.withdrawals where withdrawals.clip_id = clips.clip_id);

-- delete_emptied_clips --
-- Remove the emptied rows of erased clips once their end date has passed.
delete from handover.clips
where delete_after <= %(now)s and wrapped_key is null
  and (select count(*) from handover.withdrawal_receipts as receipts where receipts.clip_id = clips.clip_id) >= %(stores)s;

-- list_plain --
-- Clips of which words or label stand there unsealed, from before there were seals.
select clip_id from handover.clips
where clips.words is not null
   or exists (select 1 from handover.labels where labels.clip_id = clips.clip_id and labels.sealed_content is null);

-- seal_words --
-- Put sealed words in the place of plain ones.
update handover.clips set sealed_words = %(sealed_words)s, words = null where clip_id = %(clip_id)s;

-- guard_clip --
-- Put the guarded key in the place of the one that was only wrapped.
update handover.clips set wrapped_key = %(wrapped_key)s where clip_id = %(clip_id)s;

-- seal_label --
-- Put sealed content in the place of plain one.
update handover.labels
set sealed_content = %(sealed_content)s, transcript = null, unclear_words = '{}', intent = null, slots = '[]', entities = '[]'
where label_id = %(label_id)s and sealed_content is null;
