-- write_message --
-- Write a message.
insert into deidentified.talk_messages (message_id, written_by, words, written_at, ends_at, team, language)
values (%(message_id)s, %(staff_id)s, %(words)s, %(now)s, %(ends_at)s, %(team)s, %(language)s);

-- list_messages --
-- The newest messages of a room, newest first; a moderator sees what was reported in the others as well.
-- Each part has an index of its own: `is not distinct from` and `or` would read every message of thirty days.
(select message_id, written_by, words, written_at, reported_at from deidentified.talk_messages
 where team = %(team)s and language = %(language)s and ends_at > %(now)s order by written_at desc, message_id limit 200)
union
(select message_id, written_by, words, written_at, reported_at from deidentified.talk_messages
 where %(team)s::uuid is null and team is null and language = %(language)s and ends_at > %(now)s
 order by written_at desc, message_id limit 200)
union
(select message_id, written_by, words, written_at, reported_at from deidentified.talk_messages
 where %(moderates)s and reported_at is not null and ends_at > %(now)s order by written_at desc, message_id limit 200)
order by written_at desc, message_id limit 200;

-- report_message --
-- Report a message to the moderator.
update deidentified.talk_messages set reported_by = %(staff_id)s, reported_at = %(now)s
where message_id = %(message_id)s and reported_at is null and ends_at > %(now)s;

-- has_message --
-- Whether there is such a message in a room of this team.
select 1 from deidentified.talk_messages
where message_id = %(message_id)s and ends_at > %(now)s and team is not distinct from %(team)s;

-- remove_own_message --
-- A reviewer removes what they wrote.
delete from deidentified.talk_messages where message_id = %(message_id)s and written_by = %(staff_id)s;

-- remove_message --
-- The moderator removes a message.
delete from deidentified.talk_messages where message_id = %(message_id)s;

-- forget_ended_messages --
-- Messages whose thirty days are over.
delete from deidentified.talk_messages where ends_at <= %(now)s;
