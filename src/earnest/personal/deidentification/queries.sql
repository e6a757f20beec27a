-- hold_waiting --
-- Hold a recording that is still on its way to a reviewer until the transaction ends.
select 1 from personal.recordings
where recording_id = %(recording_id)s and review_state = 'waiting' and erased_at is null
for update;

-- insert_link --
-- The only link between the clip and the person.
insert into personal.clip_links (clip_id, recording_id, customer_id, placed_at, cut_after)
values (%(clip_id)s, %(recording_id)s, %(customer_id)s, %(placed_at)s, %(cut_after)s);

-- set_placed --
-- The clip lies in the handover now.
update personal.recordings set review_state = 'placed' where recording_id = %(recording_id)s;

-- set_withheld --
-- Nobody hears it, and why.
update personal.recordings set review_state = 'withheld', withheld_reason = %(reason)s
where recording_id = %(recording_id)s and review_state = 'waiting';

-- set_withdrawn --
-- The person said no while it was waiting.
update personal.recordings set review_state = 'withdrawn'
where recording_id = %(recording_id)s and review_state = 'waiting';
