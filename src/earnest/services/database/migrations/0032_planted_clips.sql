-- Planted clips (RV7): licensed recordings with known words among the clips of a shift, in the same table, so that everything that
-- a reviewer meets is the same. They are no customer's, have no month, so that they count in no cap and no figure, and are never
-- learned from. Honey clips (AU10) are planted and never given: whoever holds one has gone past the queue.

alter table handover.clips add column planted text check (planted in ('task', 'honey'));
comment on column handover.clips.planted is 'task: planted among the clips; honey: planted and never given; null: of a customer. Never leaves the server';
alter table handover.clips alter column period drop not null;
alter table handover.clips add constraint planted_has_no_month check ((planted is null) = (period is not null));
alter table handover.clips drop constraint clips_reviews_wanted_check;
alter table handover.clips add constraint clips_reviews_wanted_check check (reviews_wanted between 1 and 9 or (planted is not null and reviews_wanted > 0));
alter table handover.clips drop constraint clips_waits_for_check;
alter table handover.clips add constraint clips_waits_for_check check (waits_for in ('review', 'adjudication', 'planted'));
alter table handover.labels drop constraint labels_number_check;
alter table handover.labels add constraint labels_number_check check (number >= 0);

create or replace function handover.note_waiting() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    changed uuid := case when tg_op = 'DELETE' then old.clip_id else new.clip_id end;
begin
    perform 1 from handover.clips where clip_id = changed for update;
    update handover.clips
    set waits_for = case
        when wrapped_key is null or planted = 'honey' then null
        when planted = 'task' then
            case when not exists (select 1 from handover.withdrawals where withdrawals.clip_id = changed) then 'planted' end
        else handover.what_waits(clip_id, reviews_wanted) end
    where clip_id = changed;
    return null;
end $$;

create or replace function handover.note_own_waiting() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if tg_op = 'INSERT' and new.planted is null and session_user = 'earnest_corpus_worker' then
        raise exception 'this role plants clips and places none' using errcode = 'insufficient_privilege';
    end if;
    new.waits_for := case
        when new.wrapped_key is null or new.planted = 'honey' then null
        when new.planted = 'task' then
            case when not exists (select 1 from handover.withdrawals where withdrawals.clip_id = new.clip_id) then 'planted' end
        else handover.what_waits(new.clip_id, new.reviews_wanted) end;
    return new;
end $$;

create table deidentified.planted_clips (
    clip_id      uuid primary key references handover.clips on delete cascade,
    sealed_truth bytea not null,
    licence      text not null,
    source       text,
    planted_at   timestamptz not null
);
comment on table deidentified.planted_clips is 'What is known of planted clips; gone with the clip';
comment on column deidentified.planted_clips.clip_id is 'the clip';
comment on column deidentified.planted_clips.sealed_truth is 'what was said and meant, and the wrong word in the text if one was put there, sealed with the clip''s key';
comment on column deidentified.planted_clips.licence is 'licence under which the recording is used';
comment on column deidentified.planted_clips.source is 'where it comes from';
comment on column deidentified.planted_clips.planted_at is 'when it was planted';
