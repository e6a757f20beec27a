-- find_list --
-- The list that belongs to this database.
select list_id from tombstones.lists;

-- put_list --
-- Remember the list that belongs to this database from now on.
insert into tombstones.lists (list_id) values (%(list_id)s)
on conflict (singleton) do update set list_id = excluded.list_id;

-- is_empty --
-- Whether nothing was ever recorded here.
select not personal.holds_anything() and not handover.holds_anything();

-- list_unwritten --
-- What was ended and is not in the list yet.
select kind, identifier, ended_at from tombstones.tombstones where not written order by ended_at limit 1000;

-- mark_written --
-- These are in the list now, unless they were ended once more meanwhile.
update tombstones.tombstones set written = true
from unnest(%(kinds)s::text[], %(identifiers)s::uuid[], %(moments)s::timestamptz[]) as done (kind, identifier, ended_at)
where tombstones.kind = done.kind and tombstones.identifier = done.identifier and tombstones.ended_at = done.ended_at;

-- mark_unwritten --
-- A new list begins: all of it has to be written again.
update tombstones.tombstones set written = false;

-- list_lost --
-- What this database wrote and the list does not hold: the list is older than the data.
select kind from tombstones.tombstones
where written and not exists (
    select 1 from unnest(%(kinds)s::text[], %(identifiers)s::uuid[]) as listed (kind, identifier)
    where listed.kind = tombstones.kind and listed.identifier = tombstones.identifier
)
limit 1;

-- remember --
-- Take over what the list holds and this database does not know.
insert into tombstones.tombstones (kind, identifier, ended_at, written)
select distinct on (kind, identifier) kind, identifier, ended_at, true
from unnest(%(kinds)s::text[], %(identifiers)s::uuid[], %(moments)s::timestamptz[]) as listed (kind, identifier, ended_at)
order by kind, identifier, ended_at desc
on conflict (kind, identifier) do update set written = true
where (left(excluded.kind, 3) <> 'no_' and excluded.kind <> 'everything') or excluded.ended_at >= tombstones.ended_at;

-- end_recordings --
-- Destroy again what was destroyed before: keys and content of recordings. Returns how many.
select personal.end_recordings(%(identifiers)s);

-- end_lessons --
-- Forget again what was learned from them.
select personal.end_lessons(%(identifiers)s);

-- end_clips --
-- Withdraw clips again; the corpus worker's sweep erases them. Returns how many.
select handover.end_clips(%(identifiers)s);

-- list_revived --
-- Yeses that a no of the list followed, which the copy does not hold; with the text that the person had read.
select customer_id, wording_version, wording_hash, wording_language, channel, refused_at
from personal.list_revived(%(purpose)s, %(identifiers)s, %(moments)s);

-- say_no --
-- Put a no after the yes again.
select personal.repeat_no(
    %(consent_event_id)s, %(customer_id)s, %(purpose)s, %(wording_version)s, %(wording_hash)s, %(wording_language)s,
    %(channel)s, %(recorded_at)s
);

-- end_everything --
-- Delete again everything of people who had deleted everything. Returns of how many.
select personal.end_everything(%(identifiers)s, %(moments)s);

-- end_accounts --
-- Close again accounts that were closed. Returns how many.
select personal.end_accounts(%(identifiers)s, %(now)s);
