-- hold_listening --
-- Where a reviewer is in a shift, held until the transaction ends.
select shift_began_at, last_heard_at, shift_milliseconds, stretch_milliseconds, pause_until
from deidentified.listening where staff_id = %(staff_id)s for update;

-- find_listening --
-- Where a reviewer is in a shift.
select shift_began_at, last_heard_at, shift_milliseconds, stretch_milliseconds, pause_until
from deidentified.listening where staff_id = %(staff_id)s;

-- keep_listening --
-- Remember where a reviewer is in a shift.
insert into deidentified.listening (
    staff_id, shift_began_at, last_heard_at, shift_milliseconds, stretch_milliseconds, pause_until
) values (
    %(staff_id)s, %(shift_began_at)s, %(last_heard_at)s, %(shift_milliseconds)s, %(stretch_milliseconds)s, %(pause_until)s
) on conflict (staff_id) do update set shift_began_at = excluded.shift_began_at, last_heard_at = excluded.last_heard_at,
    shift_milliseconds = excluded.shift_milliseconds, stretch_milliseconds = excluded.stretch_milliseconds,
    pause_until = excluded.pause_until;

-- add_heard --
-- Add to what a reviewer heard on a day.
insert into deidentified.exposure (staff_id, day, heard_milliseconds) values (%(staff_id)s, %(day)s, %(added)s)
on conflict (staff_id, day) do update set heard_milliseconds = exposure.heard_milliseconds + excluded.heard_milliseconds;

-- list_heard_days --
-- How long a reviewer listened on each day since one.
select day, heard_milliseconds from deidentified.exposure
where staff_id = %(staff_id)s and day >= %(since)s order by day;

-- note_distressing --
-- Remember that a reviewer met a clip that was hard to bear; once for a lease.
insert into deidentified.distressing_clips (lease_id, staff_id, how, met_at)
values (%(lease_id)s, %(staff_id)s, %(how)s, %(now)s)
on conflict (lease_id) do nothing;

-- list_distressing --
-- When a reviewer met clips that were hard to bear, since a moment.
select met_at from deidentified.distressing_clips
where staff_id = %(staff_id)s and met_at > %(since)s order by met_at;

-- forget_old_exposure --
-- Days that are kept no longer.
delete from deidentified.exposure where day < %(day)s;

-- forget_old_distressing --
-- Clips that were hard to bear, of which is told no longer.
delete from deidentified.distressing_clips where met_at < %(before)s;

-- escalate_lease --
-- End a lease of which the reviewer escalates the clip; a verdict that was sent stays.
update deidentified.leases
set ended_at = coalesce(ended_at, %(now)s),
    outcome = case when outcome in ('labelled', 'rejected', 'withdrawn') then outcome else 'escalated' end
where lease_id = %(lease_id)s and staff_id = %(staff_id)s and leased_at > %(since)s
returning clip_id;

-- count_distressing --
-- How many clips that were hard to bear the exposure records have of a reviewer.
select count(*) from deidentified.distressing_clips where staff_id = %(staff_id)s;
