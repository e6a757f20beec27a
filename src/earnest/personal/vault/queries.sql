-- insert_customer_key --
-- Give a customer a key at the first recording; nothing where there is one.
insert into personal.customer_keys (customer_id, wrapped_key, key_version)
values (%(customer_id)s, %(wrapped_key)s, %(key_version)s)
on conflict (customer_id) do nothing;

-- find_customer_key --
-- The wrapped key of one customer.
select wrapped_key, key_version from personal.customer_keys where customer_id = %(customer_id)s;

-- find_hanging --
-- Whether what is kept of a customer hangs from the vault key.
select personal.hangs_from_vault_key(%(customer_id)s);

-- replace_customer_key --
-- Destroy a customer's key by putting a new one in its place.
update personal.customer_keys set wrapped_key = %(wrapped_key)s, key_version = %(key_version)s
where customer_id = %(customer_id)s;

-- insert_recording --
-- Store a recording; consent, end date and reason are part of the row.
insert into personal.recordings (
    recording_id, customer_id, device_id, captured_at, sample_count, object_key, wrapped_key, sealed_content, understood,
    purposes, consent_event_ids, region, programme, selected, selection_reason, selection_probability, review_state,
    delete_after, erasures
) values (
    %(recording_id)s, %(customer_id)s, %(device_id)s, %(captured_at)s, %(sample_count)s, %(object_key)s, %(wrapped_key)s,
    %(sealed_content)s, %(understood)s, %(purposes)s, %(consent_event_ids)s, %(region)s, %(programme)s, %(selected)s,
    %(selection_reason)s, %(selection_probability)s, %(review_state)s, %(delete_after)s,
    coalesce((select customers.erasures from personal.customers where customers.customer_id = %(customer_id)s), 0)
);

-- load_recording --
-- One recording with the key of its customer; for de-identification.
select recording_id, recordings.customer_id, captured_at, sample_count, object_key, recordings.wrapped_key, sealed_content,
    customer_keys.wrapped_key as customer_wrapped_key, customer_keys.key_version as customer_key_version, understood,
    purposes, region, programme, selected, selection_reason, selection_probability, review_state, withheld_reason,
    delete_after
from personal.recordings
    left join personal.customer_keys on customer_keys.customer_id = recordings.customer_id
        and recordings.erasures = (select customers.erasures from personal.customers where customers.customer_id = recordings.customer_id)
where recording_id = %(recording_id)s;

-- load_own_recording --
-- One recording of one customer with the customer's key.
select recording_id, recordings.customer_id, captured_at, sample_count, object_key, recordings.wrapped_key, sealed_content,
    customer_keys.wrapped_key as customer_wrapped_key, customer_keys.key_version as customer_key_version, understood,
    purposes, region, programme, selected, selection_reason, selection_probability, review_state, withheld_reason,
    delete_after
from personal.recordings
    left join personal.customer_keys on customer_keys.customer_id = recordings.customer_id
        and recordings.erasures = (select customers.erasures from personal.customers where customers.customer_id = recordings.customer_id)
where recording_id = %(recording_id)s and recordings.customer_id = %(customer_id)s;

-- list_own_recordings --
-- A page of one customer's recordings, newest first, from a place in the index on.
select recording_id, recordings.customer_id, captured_at, sample_count, object_key, recordings.wrapped_key, sealed_content,
    customer_keys.wrapped_key as customer_wrapped_key, customer_keys.key_version as customer_key_version, understood,
    purposes, region, programme, selected, selection_reason, selection_probability, review_state, withheld_reason,
    delete_after
from personal.recordings
    left join personal.customer_keys on customer_keys.customer_id = recordings.customer_id
        and recordings.erasures = (select customers.erasures from personal.customers where customers.customer_id = %(customer_id)s)
where recordings.customer_id = %(customer_id)s and erased_at is null
    and recordings.erasures = (select customers.erasures from personal.customers where customers.customer_id = %(customer_id)s)
    and (captured_at, recording_id) < (%(before)s::timestamptz, %(before_id)s::uuid)
    and captured_at >= coalesce(%(since)s::timestamptz, '-infinity')
    and (%(device_id)s::uuid is null or device_id = %(device_id)s)
    and (not %(only_not_understood)s or not understood)
    and (not %(only_withheld)s or review_state = 'withheld')
    and (not %(only_learned)s or exists (
        select 1 from personal.adaptations
        where adaptations.customer_id = recordings.customer_id and adaptations.recording_id = recordings.recording_id
    ))
    and (%(heard)s::uuid[] is null or recording_id = any(%(heard)s))
order by captured_at desc, recording_id desc
limit %(limit)s;

-- list_own_clips --
-- Clips that were made from one customer's recordings.
select clip_id, recording_id from personal.clip_links where customer_id = %(customer_id)s;

-- count_own_recordings --
-- How many recordings are kept of one customer.
select count(*) from personal.recordings where customer_id = %(customer_id)s and object_key is not null
    and recordings.erasures = (select customers.erasures from personal.customers where customers.customer_id = recordings.customer_id);

-- update_content --
-- Put new sealed content (a correction) in the place of the old.
update personal.recordings set sealed_content = %(sealed_content)s
where recording_id = %(recording_id)s and customer_id = %(customer_id)s and erased_at is null
    and recordings.erasures = (select customers.erasures from personal.customers where customers.customer_id = recordings.customer_id);

-- hold_waiting --
-- Hold a recording that is still on its way to a reviewer until the transaction ends.
select 1 from personal.recordings
where recording_id = %(recording_id)s and review_state = 'waiting' and erased_at is null
    and recordings.erasures = (select customers.erasures from personal.customers where customers.customer_id = recordings.customer_id)
for update;

-- set_placed --
-- The clip lies in the handover now.
update personal.recordings set review_state = 'placed' where recording_id = %(recording_id)s;

-- set_withheld --
-- Withheld from review, and why.
update personal.recordings set review_state = 'withheld', withheld_reason = %(reason)s
where recording_id = %(recording_id)s and review_state = 'waiting';

-- set_withdrawn --
-- The person said no while it was waiting.
update personal.recordings set review_state = 'withdrawn'
where recording_id = %(recording_id)s and review_state = 'waiting';

-- destroy_recordings --
-- Destroy keys and content of a person's recordings; the rows wait for their objects to go.
update personal.recordings
set wrapped_key = null, sealed_content = null, erased_at = %(now)s,
    review_state = case when review_state in ('waiting', 'placed') then 'withdrawn' else review_state end
where customer_id = %(customer_id)s and recording_id = any(%(recording_ids)s) and erased_at is null
returning recording_id;

-- mark_withdrawn --
-- Take a person's recordings off the way to a reviewer.
update personal.recordings set review_state = 'withdrawn'
where customer_id = %(customer_id)s and review_state in ('waiting', 'placed');

-- shorten_retention --
-- Let what is kept already end earlier too.
update personal.recordings set delete_after = captured_at + %(days)s * interval '1 day'
where customer_id = %(customer_id)s and delete_after > captured_at + %(days)s * interval '1 day';

-- withdraw_from_review --
-- The same for the gateway, with the clips, of which it may know nothing.
select personal.withdraw_from_review(%(customer_id)s, %(now)s);

-- delete_rows --
-- Remove the rows of erased recordings whose objects are gone.
delete from personal.recordings where recording_id = any(%(recording_ids)s) and erased_at is not null;
