-- Several reviews of one clip: as many as are wanted of it (one, unless it says otherwise), and an adjudication where they
-- differ. Labels that are there stay as they are: each is the first review of its clip.

alter table handover.clips add column reviews_wanted smallint not null default 1 check (reviews_wanted between 1 and 9);
comment on column handover.clips.reviews_wanted is 'how many reviewers are to write about it, each without seeing what the others wrote';

alter table handover.labels drop constraint labels_clip_id_key;
alter table handover.labels add column number smallint not null default 1 check (number between 0 and 9);
alter table handover.labels add column differs boolean not null default false;
alter table handover.labels add constraint labels_clip_id_number_key unique (clip_id, number);
comment on column handover.labels.clip_id is 'the clip; as many labels as it wants reviews, and one adjudication';
comment on column handover.labels.number is 'which review of the clip this is, from 1; 0 is the adjudication, which counts instead of the reviews';
comment on column handover.labels.differs is 'whether it says something else than the reviews that were there when it was written; then an adjudication is wanted';

-- The unique constraint on the clip kept a role that adds labels from adding a second one. This keeps it to what is wanted.
create function handover.label_is_wanted() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    wanted smallint := coalesce((select reviews_wanted from handover.clips where clip_id = new.clip_id), 1);
begin
    if new.number > wanted then
        raise exception 'no more reviews of this clip are wanted' using errcode = 'unique_violation';
    end if;
    if new.number = 0 and not exists (
        select 1 from handover.labels where labels.clip_id = new.clip_id and labels.number > 0 and labels.differs
    ) then
        raise exception 'there is nothing to adjudicate' using errcode = 'unique_violation';
    end if;
    return new;
end $$;
comment on function handover.label_is_wanted() is 'Refuses a label that its clip does not want; only the trigger calls it';
revoke all on function handover.label_is_wanted() from public;
create trigger label_is_wanted before insert or update of number, clip_id on handover.labels
    for each row execute function handover.label_is_wanted();

-- Which label a lease ended with: of several labels of a clip only this one can be taken back by whoever wrote it.
alter table deidentified.leases add column label_id uuid;
comment on column deidentified.leases.label_id is 'what was written about the clip in this lease; null where nothing was, or it was taken back';
update deidentified.leases set label_id = labels.label_id
from handover.labels
where labels.clip_id = leases.clip_id and labels.labelled_at = leases.ended_at and leases.outcome in ('labelled', 'rejected');

create or replace function deidentified.take_back(taken_lease uuid, reviewer uuid, moment timestamptz) returns uuid
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    taken   record;
    removed uuid;
begin
    select clip_id, ended_at, label_id into taken
    from deidentified.leases
    where lease_id = taken_lease and staff_id = reviewer and outcome in ('labelled', 'rejected')
      and ended_at > moment - interval '10 minutes'
    for update;
    if not found or exists (select 1 from handover.withdrawals where withdrawals.clip_id = taken.clip_id) then
        return null;
    end if;
    delete from handover.labels
    where label_id = taken.label_id and clip_id = taken.clip_id and labelled_at = taken.ended_at
    returning label_id into removed;
    if removed is not null then
        delete from deidentified.snapshot_clips where label_id = removed;
        update deidentified.leases set outcome = 'taken_back', label_id = null where lease_id = taken_lease;
    end if;
    return removed;
end
$$;
