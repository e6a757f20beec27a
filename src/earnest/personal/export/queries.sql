-- insert_export --
-- Ask for an archive.
insert into personal.exports (export_id, customer_id, request_id, asked_at, recording_ids)
values (%(export_id)s, %(customer_id)s, %(request_id)s, %(now)s, %(recording_ids)s);

-- find_running --
-- An archive of everything of a customer that is being made or can be fetched.
select 1 from personal.exports
where customer_id = %(customer_id)s and recording_ids is null
    and ended_at is null and (expires_at is null or expires_at > %(now)s);

-- find_making_selection --
-- An archive of chosen recordings that is being made.
select 1 from personal.exports
where customer_id = %(customer_id)s and recording_ids is not null and ended_at is null and ready_at is null;

-- end_selections --
-- Destroy the keys of archives of chosen recordings that are ready; another one takes their place.
update personal.exports set wrapped_key = null, ended_at = %(now)s
where customer_id = %(customer_id)s and recording_ids is not null and ended_at is null and ready_at is not null;

-- list_chosen --
-- Which of the chosen recordings are kept of the customer.
select recording_id from personal.recordings
where customer_id = %(customer_id)s and recording_id = any(%(recording_ids)s) and erased_at is null
    and recordings.erasures = (select customers.erasures from personal.customers where customers.customer_id = recordings.customer_id);

-- list_exports --
-- The newest archives of one customer.
select export_id, customer_id, request_id, asked_at, recording_ids, done, total, object_keys, wrapped_key, size_bytes, ready_at, expires_at, failed, ended_at
from personal.exports where customer_id = %(customer_id)s order by asked_at desc limit 5;

-- find_own_export --
-- One archive of one customer.
select export_id, customer_id, request_id, asked_at, recording_ids, done, total, object_keys, wrapped_key, size_bytes, ready_at, expires_at, failed, ended_at
from personal.exports where export_id = %(export_id)s and customer_id = %(customer_id)s;

-- load_export --
-- One archive, for the worker that makes it.
select export_id, customer_id, request_id, asked_at, recording_ids, done, total, object_keys, wrapped_key, size_bytes, ready_at, expires_at, failed, ended_at
from personal.exports where export_id = %(export_id)s;

-- list_recordings --
-- What is kept of one customer, oldest first; of chosen recordings those.
select recording_id from personal.recordings
where customer_id = %(customer_id)s and erased_at is null
    and (%(recording_ids)s::uuid[] is null or recording_id = any(%(recording_ids)s::uuid[]))
    and recordings.erasures = (select customers.erasures from personal.customers where customers.customer_id = recordings.customer_id)
order by captured_at, recording_id;

-- begin_export --
-- Note the key of the parts and how many recordings there are; a second run begins again.
update personal.exports set wrapped_key = %(wrapped_key)s, total = %(total)s, done = 0
where export_id = %(export_id)s and ended_at is null;

-- add_part --
-- Note a part before it is written, so that the sweep knows whose it is.
update personal.exports set object_keys = object_keys || %(object_key)s::text
where export_id = %(export_id)s and ended_at is null;

-- clear_parts --
-- Forget the parts of a run that did not end; the sweep removes them.
update personal.exports set object_keys = '{}' where export_id = %(export_id)s;

-- note_progress --
-- Tell how many recordings are in it.
update personal.exports set done = %(done)s where export_id = %(export_id)s;

-- finish_export --
-- From now on it can be fetched, unless something of it was deleted meanwhile.
update personal.exports set ready_at = %(now)s, expires_at = %(expires_at)s, size_bytes = %(size_bytes)s
where export_id = %(export_id)s and ended_at is null and wrapped_key is not null;

-- fail_export --
-- It could not be made.
update personal.exports set failed = %(code)s, ended_at = %(now)s, wrapped_key = null where export_id = %(export_id)s;

-- expire_exports --
-- Destroy the keys of archives whose time is over.
update personal.exports set wrapped_key = null, ended_at = coalesce(ended_at, %(now)s)
where (expires_at <= %(now)s or ended_at is not null) and wrapped_key is not null;

-- list_open --
-- Archives that wait for longer than a job takes to begin; their job is started again.
select export_id from personal.exports where ended_at is null and ready_at is null and asked_at < %(before)s;

-- list_owned --
-- Which of these objects are parts of an archive that can be or will be fetched.
select unnest(object_keys) from personal.exports where ended_at is null and object_keys && %(object_keys)s::text[];

-- delete_old --
-- Forget archives that were over a month ago.
delete from personal.exports where ended_at < %(before)s;
