-- list_duty --
-- The roster from a moment on.
select duty_id, country, member, name, begins_at, ends_at from oversight.list_duty(%(now)s);

-- add_duty --
-- Put an active safety officer on duty; nothing where there is none of this name.
select member from oversight.add_duty(%(duty_id)s, %(country)s, %(name)s, %(begins_at)s, %(ends_at)s) where member is not null;

-- remove_duty --
-- Take a line off the roster.
delete from oversight.duty where duty_id = %(duty_id)s returning member, country;

-- list_country_entries --
-- What the organisation wrote into the matrix.
select country, entry, content from oversight.country_entries;

-- write_country_entry --
-- Write an entry in the organisation's own words.
insert into oversight.country_entries (country, entry, content, written_by, written_at)
values (%(country)s, %(entry)s, %(content)s, %(member)s, %(now)s)
on conflict (country, entry) do update
set content = excluded.content, written_by = excluded.written_by, written_at = excluded.written_at;

-- list_active_countries --
-- Countries that were declared active.
select country from oversight.active_countries;

-- activate_country --
-- Declare a country active.
insert into oversight.active_countries (country, activated_by, activated_at) values (%(country)s, %(member)s, %(now)s)
on conflict (country) do nothing;
