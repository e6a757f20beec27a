-- find_item --
-- Whether a recording is in a set already.
select 1 from deidentified.evaluation_items where set_name = %(set_name)s and content_hash = %(content_hash)s;

-- is_learned_from --
-- Whether a corpus holds a recording.
select 1 from deidentified.corpus_items where sound_hash = %(content_hash)s limit 1;

-- insert_item --
-- Add a reference recording; a repeated import adds nothing.
insert into deidentified.evaluation_items (
    item_id, set_name, task, speaker, language, reference, intent, slots, licence, object_key, wrapped_key, content_hash, sample_count
) values (
    %(item_id)s, %(set_name)s, %(task)s, %(speaker)s, %(language)s, %(reference)s, %(intent)s, %(slots)s::jsonb, %(licence)s,
    %(object_key)s, %(wrapped_key)s, %(content_hash)s, %(sample_count)s
) on conflict do nothing;

-- list_items --
-- All reference recordings, in an order that does not change.
select item_id, set_name, task, speaker, language, reference, intent, slots, licence, object_key, wrapped_key, sample_count
from deidentified.evaluation_items
order by set_name, task, item_id;

-- count_items --
-- How many reference recordings there are.
select count(*) from deidentified.evaluation_items;

-- remove_set --
-- Remove a set; its sound is deleted by the caller.
delete from deidentified.evaluation_items where set_name = %(set_name)s returning object_key;

-- insert_evaluation --
-- Record one comparison.
insert into deidentified.evaluations (
    evaluation_id, model_id, baseline_id, part, kept, set_name, task, metric, item_count, before, after, lower, upper, better, seed, made_at
) values (
    %(evaluation_id)s, %(model_id)s, %(baseline_id)s, %(part)s, %(kept)s, %(set_name)s, %(task)s, %(metric)s, %(item_count)s, %(before)s, %(after)s,
    %(lower)s, %(upper)s, %(better)s, %(seed)s, %(made_at)s
);

-- list_evaluations --
-- The comparisons of one model with one baseline.
select evaluation_id, model_id, baseline_id, part, kept, set_name, task, metric, item_count, before, after, lower, upper, better, seed, made_at
from deidentified.evaluations
where model_id = %(model_id)s and baseline_id is not distinct from %(baseline_id)s and part is null
order by set_name, task, metric, made_at;

-- list_latest_evaluations --
-- The comparisons that were made last for a model.
select evaluation_id, model_id, baseline_id, part, kept, set_name, task, metric, item_count, before, after, lower, upper, better, seed, made_at
from deidentified.evaluations
where model_id = %(model_id)s
  and part is null
  and made_at = (select max(made_at) from deidentified.evaluations where model_id = %(model_id)s and part is null)
order by set_name, task, metric;

-- list_measured_parts --
-- What the parts of a model contribute.
select evaluation_id, model_id, baseline_id, part, kept, set_name, task, metric, item_count, before, after, lower, upper, better, seed, made_at
from deidentified.evaluations
where model_id = %(model_id)s and part is not null
order by part, set_name, task, metric;

-- list_all_evaluations --
-- All comparisons, newest first.
select evaluation_id, model_id, baseline_id, part, kept, set_name, task, metric, item_count, before, after, lower, upper, better, seed, made_at
from deidentified.evaluations
where part is null
order by made_at desc, set_name, task, metric;
