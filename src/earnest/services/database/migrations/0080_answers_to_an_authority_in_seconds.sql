-- Answers to an authority at a million clips: people and clips are counted by hashing each once, not by sorting all rows for every
-- count, and in memory: 10 s instead of 13 to 21 s on two processors that had other work (benchmark `authority`).
create or replace function handover.count_recordings(since timestamptz, until timestamptz)
returns table (region text, recordings bigint, people bigint, chosen bigint, oldest timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp set work_mem = '256MB' as $$
    select each.region, sum(each.recordings)::bigint, count(*), sum(each.chosen)::bigint, min(each.oldest)
    from (
        select recordings.region, customer_id, count(*) as recordings, count(*) filter (where selected) as chosen,
            min(captured_at) as oldest
        from personal.recordings join personal.customers using (customer_id)
        where captured_at >= since and captured_at < until and erased_at is null and recordings.erasures = customers.erasures
        group by recordings.region, customer_id
    ) as each
    group by each.region order by each.region
$$;

create or replace function handover.count_people(since timestamptz, until timestamptz) returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp set work_mem = '256MB' as $$
    select count(*) from (
        select customer_id from personal.recordings join personal.customers using (customer_id)
        where captured_at >= since and captured_at < until and erased_at is null and recordings.erasures = customers.erasures
        group by customer_id
    ) as each
$$;

create or replace function handover.count_listening(since timestamptz, until timestamptz)
returns table (role text, kind text, vendor text, country text, listeners bigint, clips bigint, listenings bigint, seconds bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp set work_mem = '256MB' as $$
    with heard as materialized (
        select staff_id, clip_id, count(*) as times, sum(played_milliseconds) as milliseconds
        from deidentified.leases where sound_left_at >= since and sound_left_at < until
        group by staff_id, clip_id
    ), who as (
        select members.staff_id, members.role, members.kind, vendors.name as vendor, sites.country
        from staff.members
            left join staff.vendors on vendors.vendor_id = members.vendor_id
            left join staff.sites on sites.site_id = members.site_id
    ), listened as (
        select who.role, who.kind, who.vendor, who.country, count(*) as listeners, sum(each.times) as listenings,
            sum(each.milliseconds) as milliseconds
        from (select staff_id, sum(times) as times, sum(milliseconds) as milliseconds from heard group by staff_id) as each
            join who using (staff_id)
        group by who.role, who.kind, who.vendor, who.country
    ), different as (
        select each.role, each.kind, each.vendor, each.country, count(*) as clips
        from (
            select who.role, who.kind, who.vendor, who.country, clip_id from heard join who using (staff_id)
            group by who.role, who.kind, who.vendor, who.country, clip_id
        ) as each
        group by each.role, each.kind, each.vendor, each.country
    )
    select listened.role, listened.kind, listened.vendor, listened.country, listened.listeners, different.clips,
        listened.listenings::bigint, listened.milliseconds::bigint / 1000
    from listened join different on (listened.role, listened.kind) = (different.role, different.kind)
        and listened.vendor is not distinct from different.vendor
        and listened.country is not distinct from different.country
    order by listened.role, listened.kind, listened.vendor nulls first, listened.country nulls first
$$;
