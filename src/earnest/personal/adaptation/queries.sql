-- insert_lesson --
-- Keep what a correction teaches.
insert into personal.adaptations (adaptation_id, customer_id, recording_id, sealed_content, created_at)
values (%(adaptation_id)s, %(customer_id)s, %(recording_id)s, %(sealed_content)s, %(created_at)s);

-- delete_lessons_of_recording --
-- Forget what an earlier correction of the same recording taught.
delete from personal.adaptations where customer_id = %(customer_id)s and recording_id = %(recording_id)s;

-- list_lessons --
-- What one person taught, in the order of teaching.
select adaptation_id, sealed_content from personal.adaptations
where customer_id = %(customer_id)s
order by created_at, adaptation_id;
