-- A copy from before a no is known by not holding it. By the clock alone it is not: the yes may have been written by a machine whose clock
-- was ahead, and the no would then seem to be the older one (RT4).
create or replace function personal.list_revived(of_purpose text, identifiers uuid[], moments timestamptz[]) returns table (
    customer_id uuid, wording_version text, wording_hash bytea, wording_language text, channel text, refused_at timestamptz
)
language sql stable set search_path = pg_catalog, pg_temp as $$
    select standing.customer_id, standing.wording_version, standing.wording_hash, standing.wording_language,
        standing.channel, max(listed.ended_at)
    from unnest(identifiers, moments) as listed (customer_id, ended_at)
    join lateral (
        select * from personal.consent_events
        where consent_events.customer_id = listed.customer_id and purpose = of_purpose
        order by sequence desc limit 1
    ) as standing on standing.given
    where not exists (
        select from personal.consent_events as known
        where known.customer_id = listed.customer_id and known.purpose = of_purpose and not known.given
            and known.recorded_at >= listed.ended_at
    )
    group by 1, 2, 3, 4, 5
$$;
