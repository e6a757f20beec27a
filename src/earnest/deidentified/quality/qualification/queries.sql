-- list_tests --
-- Tests that count, and how many clips each has.
select test_id, language, most_errors, demanded, valid_days, ends_with_guideline, (
    select count(*) from deidentified.qualification_clips where qualification_clips.test_id = qualification_tests.test_id
)::integer as clips
from deidentified.qualification_tests where retired_at is null order by language;

-- find_most_errors --
-- What a test asks for, also one that counts no longer.
select most_errors from deidentified.qualification_tests where test_id = %(test_id)s;

-- retire_test --
-- Another test takes the place of the one that counted for a language.
update deidentified.qualification_tests set retired_at = %(now)s where language = %(language)s and retired_at is null;

-- insert_test --
-- Keep a test.
insert into deidentified.qualification_tests (
    test_id, language, most_errors, demanded, valid_days, ends_with_guideline, composed_by, composed_at
) values (
    %(test_id)s, %(language)s, %(most_errors)s, %(demanded)s, %(valid_days)s, %(ends_with_guideline)s, %(staff_id)s, %(now)s
);

-- insert_clip --
-- A planted clip belongs to a test.
insert into deidentified.qualification_clips (test_id, clip_id) values (%(test_id)s, %(clip_id)s) on conflict do nothing;

-- set_demanded --
-- Say whether only the qualified are given clips of a language.
update deidentified.qualification_tests set demanded = %(demanded)s where test_id = %(test_id)s and retired_at is null;

-- list_planted --
-- Planted clips, the newest first.
select clip_id, sealed_truth, licence from deidentified.planted_clips order by planted_at desc limit %(most)s;

-- list_newest_attempts --
-- The newest attempt of a member in each language.
select distinct on (language) attempt_id, qualification_attempts.test_id, staff_id, language, started_at, finished_at, outcome, clips,
    error_rate, error_rate_low, error_rate_high, guideline_number
from deidentified.qualification_attempts join deidentified.qualification_tests using (test_id)
where staff_id = %(staff_id)s
order by language, started_at desc;

-- list_attempts --
-- Attempts of all, those that wait for a lead first, then the newest.
select attempt_id, qualification_attempts.test_id, staff_id, language, started_at, finished_at, outcome, clips,
    error_rate, error_rate_low, error_rate_high, guideline_number
from deidentified.qualification_attempts join deidentified.qualification_tests using (test_id)
order by outcome is distinct from 'waiting', started_at desc
limit %(most)s;

-- insert_attempt --
-- A reviewer begins a test; nothing where one goes on.
insert into deidentified.qualification_attempts (attempt_id, test_id, staff_id, started_at)
values (%(attempt_id)s, %(test_id)s, %(staff_id)s, %(now)s)
on conflict do nothing;

-- find_running --
-- The attempt of a member that goes on, held until the transaction ends.
select attempt_id, test_id, started_at from deidentified.qualification_attempts
where staff_id = %(staff_id)s and finished_at is null
for update;

-- list_left --
-- Clips of a test that a person has not answered, given back or ejected under any account.
select clip_id from deidentified.qualification_clips
where test_id = %(test_id)s and not exists (
    select 1 from deidentified.leases
    where leases.clip_id = qualification_clips.clip_id and staff_id = any(%(accounts)s)
      and outcome in ('labelled', 'rejected', 'returned', 'ejected', 'escalated'));

-- list_answered --
-- Reviews of a test's clips that a member wrote since a moment, with what is known of the clips.
select leases.clip_id, leases.label_id, planted_clips.sealed_truth
from deidentified.qualification_clips
join deidentified.planted_clips using (clip_id)
join deidentified.leases using (clip_id)
where test_id = %(test_id)s and staff_id = %(staff_id)s and leases.label_id is not null
  and leases.outcome in ('labelled', 'rejected') and leases.leased_at >= %(since)s;

-- finish_attempt --
-- Keep what came of an attempt.
update deidentified.qualification_attempts
set finished_at = %(now)s, outcome = %(outcome)s, clips = %(clips)s, error_rate = %(value)s, error_rate_low = %(low)s,
    error_rate_high = %(high)s, guideline_number = %(guideline)s
where attempt_id = %(attempt_id)s and finished_at is null;

-- decide_attempt --
-- A lead decides about an attempt that waits, or makes one void by which its person is qualified, and about none of their own under
-- whichever account.
update deidentified.qualification_attempts set outcome = %(outcome)s, decided_by = %(staff_id)s, decided_at = %(now)s
where attempt_id = %(attempt_id)s and (outcome = 'waiting' or (outcome in ('passed', 'granted') and %(outcome)s = 'repeat')) and staff_id <> all(%(accounts)s::uuid[]);
