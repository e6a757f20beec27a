-- What the replay of tombstones ends belongs to the schemas personal and handover. It runs as the owner of the database,
-- before any process, so no role may call these functions.

create function personal.holds_anything() returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from personal.recordings) or exists (select 1 from personal.consent_events)
$$;
comment on function personal.holds_anything() is 'Whether anything was ever recorded here; only the owner of the database asks';

create function personal.end_recordings(identifiers uuid[]) returns bigint
language sql set search_path = pg_catalog, pg_temp as $$
    with ended as (
        update personal.recordings
        set wrapped_key = null, sealed_content = null, erased_at = now(),
            review_state = case when review_state in ('waiting', 'placed') then 'withdrawn' else review_state end
        where recording_id = any(identifiers) and erased_at is null
        returning recording_id
    )
    select count(*) from ended
$$;
comment on function personal.end_recordings(uuid[]) is 'Destroys keys and content of recordings that were destroyed before (RT4); only the owner of the database calls it';

create function personal.end_lessons(identifiers uuid[]) returns void
language sql set search_path = pg_catalog, pg_temp as $$
    delete from personal.adaptations where recording_id = any(identifiers)
$$;
comment on function personal.end_lessons(uuid[]) is 'Forgets what was learned from recordings that were destroyed before; only the owner of the database calls it';

create function personal.list_revived(of_purpose text, identifiers uuid[], moments timestamptz[]) returns table (
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
    ) as standing on standing.given and standing.recorded_at < listed.ended_at
    group by 1, 2, 3, 4, 5
$$;
comment on function personal.list_revived(text, uuid[], timestamptz[]) is 'Yeses that a later no took back, of which this copy does not know; only the owner of the database asks';

create function personal.repeat_no(
    event_id uuid, who uuid, purpose text, wording_version text, wording_hash bytea, wording_language text, channel text,
    moment timestamptz
) returns void
language sql set search_path = pg_catalog, pg_temp as $$
    insert into personal.consent_events (
        consent_event_id, customer_id, purpose, given, wording_version, wording_hash, wording_language, channel, recorded_at
    ) values (event_id, who, purpose, false, wording_version, wording_hash, wording_language, channel, moment)
$$;
comment on function personal.repeat_no(uuid, uuid, text, text, bytea, text, text, timestamptz) is 'Puts a no after the yes again; only the owner of the database calls it';

create function handover.holds_anything() returns boolean
language sql stable set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from handover.clips)
$$;
comment on function handover.holds_anything() is 'Whether there is a clip; only the owner of the database asks';

create function handover.end_clips(identifiers uuid[]) returns bigint
language sql set search_path = pg_catalog, pg_temp as $$
    with ended as (
        insert into handover.withdrawals (clip_id, reason, withdrawn_at)
        select clip_id, 'deleted_by_customer', now() from handover.clips
        where clip_id = any(identifiers)
        on conflict (clip_id) do nothing
        returning clip_id
    )
    select count(*) from ended
$$;
comment on function handover.end_clips(uuid[]) is 'Withdraws clips that were withdrawn before; only the owner of the database calls it';

revoke all on function personal.holds_anything(), personal.end_recordings(uuid[]), personal.end_lessons(uuid[]),
    personal.list_revived(text, uuid[], timestamptz[]),
    personal.repeat_no(uuid, uuid, text, text, bytea, text, text, timestamptz),
    handover.holds_anything(), handover.end_clips(uuid[]) from public;
