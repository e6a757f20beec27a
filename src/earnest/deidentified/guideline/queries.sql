-- find_latest --
-- The newest version up to a number that was approved and not withdrawn.
select number from deidentified.guideline_versions
where approved_at is not null and withdrawn_at is null and (%(most)s::integer is null or number <= %(most)s::integer)
order by number desc limit 1;

-- find_waiting --
-- The version that waits for a second lead, held until the transaction ends.
select number, written_by from deidentified.guideline_versions
where approved_at is null and withdrawn_at is null order by number desc limit 1 for update;

-- find_highest --
-- The highest number that a version ever had.
select coalesce(max(number), 0) from deidentified.guideline_versions;

-- approve_version --
-- From now on it counts.
update deidentified.guideline_versions set approved_by = %(staff_id)s, approved_at = %(now)s
where number = %(number)s and approved_at is null and withdrawn_at is null;

-- withdraw_version --
-- Its text is destroyed and it counts no more.
update deidentified.guideline_versions set withdrawn_at = %(now)s, withdrawn_reason = %(reason)s
where number = %(number)s and withdrawn_at is null;

-- destroy_texts --
-- Destroy the text of a version; its hash stays.
update deidentified.guideline_texts set text = null where number = %(number)s;

-- load_text --
-- The text of a version in a language.
select text from deidentified.guideline_texts
where number = %(number)s and language = %(language)s and text is not null;

-- insert_version --
-- Publish a version; nothing where another has its number already.
insert into deidentified.guideline_versions (number, frame, written_by, written_at)
values (%(number)s, %(frame)s, %(staff_id)s, %(now)s)
on conflict do nothing;

-- insert_text --
-- Keep the text of a version in a language.
insert into deidentified.guideline_texts (number, language, text, sha256)
values (%(number)s, %(language)s, %(text)s, sha256(convert_to(%(text)s, 'UTF8')));

-- find_confirmed --
-- The newest version that a member confirmed.
select max(number) from deidentified.guideline_confirmations where staff_id = %(staff_id)s;

-- confirm --
-- A member has read a version; once.
insert into deidentified.guideline_confirmations (staff_id, number, confirmed_at)
values (%(staff_id)s, %(number)s, %(now)s)
on conflict do nothing;

-- list_versions --
-- Versions that leads wrote, the newest first, and how many members confirmed each.
select number, frame, written_by, written_at, approved_by, approved_at, withdrawn_at, withdrawn_reason, (
    select count(*) from deidentified.guideline_confirmations where guideline_confirmations.number = guideline_versions.number
) as confirmed
from deidentified.guideline_versions
order by number desc
limit %(most)s;

-- list_confirmations --
-- Who confirmed a version, and when.
select staff_id, confirmed_at from deidentified.guideline_confirmations where number = %(number)s order by confirmed_at;
