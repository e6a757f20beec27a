-- find_list --
-- The list that belongs to this database.
select list_id from tombstones.lists;

-- put_list --
-- Remember the list that belongs to this database from now on.
insert into tombstones.lists (list_id) values (%(list_id)s)
on conflict (singleton) do update set list_id = excluded.list_id;

-- is_empty --
-- Whether nobody was ever recorded here.
select not exists (select 1 from personal.recordings) and not exists (select 1 from handover.clips)
   and not exists (select 1 from personal.consent_events);

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
where left(excluded.kind, 3) <> 'no_' or excluded.ended_at >= tombstones.ended_at;

-- end_recordings --
-- Destroy again what was destroyed before: keys and content of recordings.
update personal.recordings
set wrapped_key = null, sealed_content = null, erased_at = now(),
    review_state = case when review_state in ('waiting', 'placed') then 'withdrawn' else review_state end
where recording_id = any(%(identifiers)s) and erased_at is null;

-- end_lessons --
-- Forget again what was learned from them.
delete from personal.adaptations where recording_id = any(%(identifiers)s);

-- end_clips --
-- Withdraw clips again; the corpus worker's sweep erases them.
insert into handover.withdrawals (clip_id, reason, withdrawn_at)
select clip_id, 'deleted_by_customer', now() from handover.clips
where clip_id = any(%(identifiers)s)
on conflict (clip_id) do nothing;

-- list_revived --
-- Yeses that a no of the list followed, which the copy does not hold; with the text that the person had read.
select standing.customer_id, standing.wording_version, standing.wording_hash, standing.wording_language, standing.channel,
    max(listed.ended_at)
from unnest(%(identifiers)s::uuid[], %(moments)s::timestamptz[]) as listed (customer_id, ended_at)
join lateral (
    select * from personal.consent_events
    where consent_events.customer_id = listed.customer_id and purpose = %(purpose)s
    order by sequence desc limit 1
) as standing on standing.given and standing.recorded_at < listed.ended_at
group by 1, 2, 3, 4, 5;

-- say_no --
-- Put a no after the yes again.
insert into personal.consent_events (
    consent_event_id, customer_id, purpose, given, wording_version, wording_hash, wording_language, channel, recorded_at
) values (
    %(consent_event_id)s, %(customer_id)s, %(purpose)s, false, %(wording_version)s, %(wording_hash)s, %(wording_language)s,
    %(channel)s, %(recorded_at)s
);
