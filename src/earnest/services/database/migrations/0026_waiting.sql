-- What a clip waits for stands in its row, kept by the database itself, so that the next clip is found by an index however many
-- wait and however many were reviewed before.

alter table handover.clips add column waits_for text check (waits_for in ('review', 'adjudication'));
comment on column handover.clips.waits_for is 'what a reviewer is wanted for: a review, an adjudication, or null where neither is; kept by triggers';

create function handover.what_waits(clip uuid, wanted smallint) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select case
        when exists (select 1 from handover.withdrawals where withdrawals.clip_id = clip) then null
        when (select count(*) from handover.labels where labels.clip_id = clip and labels.number > 0) < wanted then 'review'
        when exists (select 1 from handover.labels where labels.clip_id = clip and labels.number = 0) then null
        when (select labels.differs from handover.labels where labels.clip_id = clip order by labels.written desc limit 1) then 'adjudication'
    end
$$;
comment on function handover.what_waits(uuid, smallint) is 'What a clip waits for, from its labels and withdrawal; only triggers call it';
revoke all on function handover.what_waits(uuid, smallint) from public;

-- The row is held first, so that of two changes at once the second sees the first.
create function handover.note_waiting() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    changed uuid := case when tg_op = 'DELETE' then old.clip_id else new.clip_id end;
begin
    perform 1 from handover.clips where clip_id = changed for update;
    update handover.clips
    set waits_for = case when wrapped_key is not null then handover.what_waits(clip_id, reviews_wanted) end
    where clip_id = changed;
    return null;
end $$;
comment on function handover.note_waiting() is 'Writes anew what a clip waits for; only triggers call it';
revoke all on function handover.note_waiting() from public;

create function handover.note_own_waiting() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    new.waits_for := case when new.wrapped_key is not null then handover.what_waits(new.clip_id, new.reviews_wanted) end;
    return new;
end $$;
comment on function handover.note_own_waiting() is 'Writes what a clip waits for when it is placed or its key is destroyed; only triggers call it';
revoke all on function handover.note_own_waiting() from public;

create trigger labels_change_waiting after insert or update or delete on handover.labels
    for each row execute function handover.note_waiting();
create trigger withdrawals_change_waiting after insert or delete on handover.withdrawals
    for each row execute function handover.note_waiting();
create trigger clips_wait before insert or update of wrapped_key, reviews_wanted on handover.clips
    for each row execute function handover.note_own_waiting();

update handover.clips set waits_for = handover.what_waits(clip_id, reviews_wanted) where wrapped_key is not null;

create index waiting_clips on handover.clips (waits_for, placed_on, clip_id) where waits_for is not null;
create index on deidentified.leases (staff_id, outcome);
create index on deidentified.leases (clip_id);
create index hard_to_bear on deidentified.leases (clip_id) where outcome = 'ejected';
