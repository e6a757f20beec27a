-- A back-up leaves sound out, so a restored clip may have words and no sound. The corpus worker finds those, none is offered to a
-- reviewer, and officers see how many there are.

create table handover.clips_without_sound (
    clip_id  uuid primary key references handover.clips on delete cascade,
    found_at timestamptz not null
);
comment on table handover.clips_without_sound is 'Clips whose sound is not in the object store, such as after a restore; none is offered until it is there again';
comment on column handover.clips_without_sound.clip_id is 'the clip';
comment on column handover.clips_without_sound.found_at is 'when the search of the object store first missed it';

create function handover.count_clips_without_sound() returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select count(*) from handover.clips_without_sound
    where not exists (select from handover.withdrawals where withdrawals.clip_id = clips_without_sound.clip_id)
$$;
comment on function handover.count_clips_without_sound() is 'How many clips have no sound and are not withdrawn; a count only';
revoke all on function handover.count_clips_without_sound() from public;

create function handover.count_wake_examples(out addressed bigint, out accidental bigint, out frozen bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select count(*) filter (where wake_examples.addressed and not wake_examples.frozen),
        count(*) filter (where not wake_examples.addressed and not wake_examples.frozen),
        count(*) filter (where wake_examples.frozen)
    from handover.wake_examples
$$;
comment on function handover.count_wake_examples() is 'How many examples the wake word has to learn from, by verdict, and how many are kept and not used; counts only';
revoke all on function handover.count_wake_examples() from public;
