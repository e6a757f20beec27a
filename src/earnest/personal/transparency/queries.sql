-- find_clip_of --
-- The clip that was made from a person's own recording.
select clip_id from personal.clip_links
where recording_id = %(recording_id)s and customer_id = %(customer_id)s
order by placed_at desc
limit 1;

-- has_lesson --
-- Whether the correction of a person's own recording still teaches something; a no to learning takes it away.
select 1 from personal.adaptations
where customer_id = %(customer_id)s and recording_id = %(recording_id)s;
