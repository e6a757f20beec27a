-- A room for each team: the people of one vendor, or our own, in one language. What was written before belongs to no team's room
-- and is gone; it would have ended within thirty days.

delete from deidentified.talk_messages;
alter table deidentified.talk_messages add column team uuid references staff.vendors on delete cascade;
alter table deidentified.talk_messages add column language text not null check (language in ('en', 'de', 'nl'));
create index on deidentified.talk_messages (team, language, written_at);
create index on deidentified.talk_messages (reported_at) where reported_at is not null;
comment on column deidentified.talk_messages.team is 'vendor whose people read it; null: our own people';
comment on column deidentified.talk_messages.language is 'language of the room, ISO 639-1';
