-- insert_model --
-- Record a trained model; the same model is recorded once.
insert into deidentified.models (model_id, snapshot_id, object_key, wrapped_key, sha256, seed, made_at)
values (%(model_id)s, %(snapshot_id)s, %(object_key)s, %(wrapped_key)s, %(sha256)s, %(seed)s, %(made_at)s)
on conflict (model_id) do nothing;

-- find_model --
-- One model.
select model_id, snapshot_id, object_key, wrapped_key, sha256, seed, made_at
from deidentified.models
where model_id = %(model_id)s;

-- list_models --
-- All models, newest first.
select model_id, snapshot_id, object_key, wrapped_key, sha256, seed, made_at
from deidentified.models
order by made_at desc, model_id;

-- put_progress --
-- How far learning is; nothing where the snapshot is gone.
insert into deidentified.learning_progress (snapshot_id, stage, done, total, code)
select snapshots.snapshot_id, %(stage)s, %(done)s, %(total)s, %(code)s
from deidentified.snapshots
where snapshots.snapshot_id = %(snapshot_id)s
on conflict (snapshot_id) do update
set stage = excluded.stage, done = excluded.done, total = excluded.total, code = excluded.code;

-- find_progress --
-- How far learning is.
select stage, done, total, code from deidentified.learning_progress where snapshot_id = %(snapshot_id)s;

-- clear_progress --
-- Learning is asked for again.
delete from deidentified.learning_progress where snapshot_id = %(snapshot_id)s;
