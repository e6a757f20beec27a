-- find_latest --
-- The newest version that a lead wrote.
select number from deidentified.guideline_versions order by number desc limit 1;

-- load_text --
-- The text of a version in a language.
select text from deidentified.guideline_texts where number = %(number)s and language = %(language)s;

-- insert_version --
-- Publish a version; nothing where another has its number already.
insert into deidentified.guideline_versions (number, frame, written_by, written_at)
values (%(number)s, %(frame)s, %(staff_id)s, %(now)s)
on conflict do nothing;

-- insert_text --
-- Keep the text of a version in a language.
insert into deidentified.guideline_texts (number, language, text) values (%(number)s, %(language)s, %(text)s);

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
select number, frame, written_by, written_at, (
    select count(*) from deidentified.guideline_confirmations where guideline_confirmations.number = guideline_versions.number
) as confirmed
from deidentified.guideline_versions
order by number desc
limit %(most)s;

-- list_confirmations --
-- Who confirmed a version, and when.
select staff_id, confirmed_at from deidentified.guideline_confirmations where number = %(number)s order by confirmed_at;
