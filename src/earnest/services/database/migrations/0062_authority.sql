-- Questions of an authority: counts over both sides and nothing of any single one; evidence packs that the page makes.

create function handover.count_recordings(since timestamptz, until timestamptz)
returns table (region text, recordings bigint, people bigint, chosen bigint, oldest timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select region, count(*), count(distinct customer_id), count(*) filter (where selected), min(captured_at)
    from personal.recordings where captured_at >= since and captured_at < until and erased_at is null
    group by region order by region
$$;
comment on function handover.count_recordings(timestamptz, timestamptz) is 'How many recordings of how many people are kept, by country; counts only';
revoke all on function handover.count_recordings(timestamptz, timestamptz) from public;

create function handover.count_people(since timestamptz, until timestamptz) returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select count(distinct customer_id) from personal.recordings
    where captured_at >= since and captured_at < until and erased_at is null
$$;
comment on function handover.count_people(timestamptz, timestamptz) is 'Of how many people recordings are kept, each counted once';
revoke all on function handover.count_people(timestamptz, timestamptz) from public;

create function handover.count_listening(since timestamptz, until timestamptz)
returns table (role text, kind text, vendor text, country text, listeners bigint, clips bigint, listenings bigint, seconds bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select members.role, members.kind, vendors.name, sites.country, count(distinct leases.staff_id), count(distinct leases.clip_id), count(*),
        sum(leases.played_milliseconds)::bigint / 1000
    from deidentified.leases
        join staff.members using (staff_id)
        left join staff.vendors on vendors.vendor_id = members.vendor_id
        left join staff.sites on sites.site_id = members.site_id
    where leases.sound_left_at >= since and leases.sound_left_at < until
    group by members.role, members.kind, vendors.name, sites.country
    order by members.role, members.kind, vendors.name nulls first, sites.country nulls first
$$;
comment on function handover.count_listening(timestamptz, timestamptz) is 'How many listened to how many clips, by role, employer and country of the site; counts only, clips that were erased count';
revoke all on function handover.count_listening(timestamptz, timestamptz) from public;

create table accountability.evidence_packs (
    pack_id    uuid primary key,
    first_day  date,
    last_day   date,
    asked_by   uuid not null,
    asked_at   timestamptz not null,
    began_at   timestamptz,
    ended_at   timestamptz,
    problem    text check (problem ~ '^[a-z][a-z0-9_]{0,39}$'),
    content    bytea,
    expires_at timestamptz not null,
    check (content is null or ended_at is not null)
);
comment on table accountability.evidence_packs is 'Evidence packs that the page asked for; figures and documents without content or identity; removed an hour after they were made';
comment on column accountability.evidence_packs.pack_id is 'random identifier';
comment on column accountability.evidence_packs.first_day is 'first day of which it tells; null: from the beginning';
comment on column accountability.evidence_packs.last_day is 'last day of which it tells; null: until now';
comment on column accountability.evidence_packs.asked_by is 'who asked';
comment on column accountability.evidence_packs.asked_at is 'when';
comment on column accountability.evidence_packs.began_at is 'when it was begun; null: it waits';
comment on column accountability.evidence_packs.ended_at is 'when it was made or failed; null: not yet';
comment on column accountability.evidence_packs.problem is 'code of what went wrong; null: nothing';
comment on column accountability.evidence_packs.content is 'the folder as ZIP; null: not made yet';
comment on column accountability.evidence_packs.expires_at is 'when the row is removed';
