-- Counts by day (TR6, RG4): what was answered, chosen, placed, heard, withheld, accidental and erased, by region, language, programme
-- and vendor. Triggers count, so no process does; a count says nothing of any single utterance, and outlives the clips.

create table handover.counts (
    day       date not null,
    event     text not null check (event in ('answered', 'chosen', 'placed', 'heard', 'withheld', 'accidental', 'erased')),
    region    text not null,
    language  text not null,
    programme text not null,
    vendor    text not null,
    number    bigint not null check (number >= 0),
    primary key (day, event, region, language, programme, vendor)
);
comment on table handover.counts is 'How often something happened on a day; an empty text where region, language, programme or vendor is not known or there is none';
comment on column handover.counts.day is 'UTC';
comment on column handover.counts.event is 'what happened';
comment on column handover.counts.region is 'country of the person who spoke';
comment on column handover.counts.language is 'language that was spoken';
comment on column handover.counts.programme is 'programme';
comment on column handover.counts.vendor is 'employer of the reviewer, for what was heard';
comment on column handover.counts.number is 'how often';

create function handover.count_event(
    on_day date, what text, of_region text, of_language text, of_programme text, of_vendor text, times bigint
) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
    insert into handover.counts as counted (day, event, region, language, programme, vendor, number)
    select on_day, what, coalesce(of_region, ''), coalesce(of_language, ''), coalesce(of_programme, ''), coalesce(of_vendor, ''), times
    where times > 0
    on conflict (day, event, region, language, programme, vendor) do update set number = counted.number + excluded.number
$$;
comment on function handover.count_event(date, text, text, text, text, text, bigint) is 'Counts; only triggers call it';
revoke all on function handover.count_event(date, text, text, text, text, text, bigint) from public;

create function handover.count_answered() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    spoken text := coalesce(current_setting('earnest.language', true), '');
    today date := (now() at time zone 'UTC')::date;
    before_utterances bigint := 0;
    before_chosen bigint := 0;
begin
    if tg_op = 'UPDATE' then
        before_utterances := old.utterances;
        before_chosen := old.chosen;
    end if;
    if spoken !~ '^[a-z]{2}$' then
        spoken := '';
    end if;
    perform handover.count_event(today, 'answered', new.region, spoken, new.programme, '', new.utterances - before_utterances);
    perform handover.count_event(today, 'chosen', new.region, spoken, new.programme, '', new.chosen - before_chosen);
    return null;
end $$;
create trigger answers_are_counted after insert or update of utterances, chosen on handover.allowances
    for each row execute function handover.count_answered();

create function handover.count_placed() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform handover.count_event(new.placed_on, 'placed', new.region, new.language, new.programme, '', 1);
    return null;
end $$;
create trigger placed_clips_are_counted after insert on handover.clips
    for each row when (new.planted is null) execute function handover.count_placed();

create function handover.count_heard() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform handover.count_event((new.sound_left_at at time zone 'UTC')::date, 'heard', clips.region, clips.language,
        clips.programme, (select vendor_id::text from staff.members where members.staff_id = new.staff_id), 1)
    from handover.clips
    where clips.clip_id = new.clip_id and clips.planted is null and not exists (
        select from deidentified.leases
        where leases.clip_id = new.clip_id and leases.lease_id <> new.lease_id and leases.sound_left_at is not null);
    return null;
end $$;
create trigger heard_clips_are_counted after update of sound_left_at on deidentified.leases
    for each row when (old.sound_left_at is null and new.sound_left_at is not null) execute function handover.count_heard();

create function handover.count_withheld() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform handover.count_event((now() at time zone 'UTC')::date, 'withheld', new.region, '', new.programme, '', 1);
    return null;
end $$;
create trigger withheld_recordings_are_counted after update of review_state on personal.recordings
    for each row when (old.review_state <> 'withheld' and new.review_state = 'withheld') execute function handover.count_withheld();

create function handover.count_accidental() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    before bigint := 0;
begin
    if tg_op = 'UPDATE' then
        before := old.stopped + old.not_said;
    end if;
    perform handover.count_event((now() at time zone 'UTC')::date, 'accidental', new.region, '', '', '',
        new.stopped + new.not_said - before);
    return null;
end $$;
create trigger accidents_are_counted after insert or update on handover.wake_figures
    for each row execute function handover.count_accidental();

create function handover.count_erased() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform handover.count_event((new.erased_at at time zone 'UTC')::date, 'erased', clips.region, clips.language, clips.programme, '', 1)
    from handover.clips where clips.clip_id = new.clip_id and clips.planted is null;
    return null;
end $$;
-- The object goes last; its receipt and the leaf of the erasure are one transaction.
create trigger erased_clips_are_counted after insert on handover.withdrawal_receipts
    for each row when (new.store = 'clip_object') execute function handover.count_erased();

comment on function handover.count_answered() is 'Counts utterances and choices; only the trigger calls it';
comment on function handover.count_placed() is 'Counts clips that were placed; only the trigger calls it';
comment on function handover.count_heard() is 'Counts clips that were heard for the first time; only the trigger calls it';
comment on function handover.count_withheld() is 'Counts recordings that were withheld; only the trigger calls it';
comment on function handover.count_accidental() is 'Counts accidental recordings; only the trigger calls it';
comment on function handover.count_erased() is 'Counts clips that are gone from every store; only the trigger calls it';
revoke all on function handover.count_answered(), handover.count_placed(), handover.count_heard(), handover.count_withheld(),
    handover.count_accidental(), handover.count_erased() from public;

-- What there was before.
insert into handover.counts (day, event, region, language, programme, vendor, number)
select period, 'answered', region, '', programme, '', utterances from handover.allowances where utterances > 0
union all
select period, 'chosen', region, '', programme, '', chosen from handover.allowances where chosen > 0
union all
select placed_on, 'placed', region, language, programme, '', count(*) from handover.clips where planted is null
group by placed_on, region, language, programme
union all
select day, 'heard', region, language, programme, vendor, count(*)
from (
    select distinct on (leases.clip_id) (sound_left_at at time zone 'UTC')::date as day, region, language, programme,
        coalesce(members.vendor_id::text, '') as vendor
    from deidentified.leases join handover.clips using (clip_id) left join staff.members using (staff_id)
    where sound_left_at is not null and planted is null order by leases.clip_id, sound_left_at
) as heard group by day, region, language, programme, vendor
union all
select period, 'accidental', region, '', '', '', stopped + not_said from handover.wake_figures where stopped + not_said > 0
union all
select (erased_at at time zone 'UTC')::date, 'erased', region, language, programme, '', count(*)
from handover.withdrawal_receipts join handover.clips using (clip_id) where store = 'clip_object' and planted is null
group by 1, region, language, programme;
