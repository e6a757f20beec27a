-- Review that can be interrupted, taken back, and kept from what is hard to bear (DC1).

alter table deidentified.leases drop constraint leases_outcome_check;
alter table deidentified.leases add constraint leases_outcome_check
    check (outcome in ('labelled', 'rejected', 'expired', 'withdrawn', 'returned', 'ejected', 'taken_back', 'set_aside'));

create table deidentified.drafts (
    staff_id uuid not null references staff.members on delete cascade,
    clip_id  uuid not null,
    sealed   bytea not null,
    saved_at timestamptz not null,
    primary key (staff_id, clip_id)
);
create index on deidentified.drafts (clip_id);
comment on table deidentified.drafts is 'What a reviewer has written about a clip and not sent yet; gone when it is sent, given back, taken by somebody else, withdrawn, or 12 hours old';
comment on column deidentified.drafts.staff_id is 'the reviewer';
comment on column deidentified.drafts.clip_id is 'the clip';
comment on column deidentified.drafts.sealed is 'text and marks, sealed with the clip''s key';
comment on column deidentified.drafts.saved_at is 'when it was saved';

create table deidentified.reviewer_settings (
    staff_id            uuid primary key references staff.members on delete cascade,
    accepts_distressing boolean not null
);
comment on table deidentified.reviewer_settings is 'What a reviewer has chosen; without a row nothing was chosen';
comment on column deidentified.reviewer_settings.staff_id is 'the reviewer';
comment on column deidentified.reviewer_settings.accepts_distressing is 'whether they take clips that others found hard to bear (DC1)';

-- Takes back what a reviewer sent within the last ten minutes. A function, because nothing else may delete labels from the
-- workbench's role: own lease, still fresh, and no clip that was withdrawn or erased meanwhile.
create function deidentified.take_back(taken_lease uuid, reviewer uuid, moment timestamptz) returns uuid
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    taken   record;
    removed uuid;
begin
    select clip_id, ended_at into taken
    from deidentified.leases
    where lease_id = taken_lease and staff_id = reviewer and outcome in ('labelled', 'rejected')
      and ended_at > moment - interval '10 minutes'
    for update;
    if not found or exists (select 1 from handover.withdrawals where withdrawals.clip_id = taken.clip_id) then
        return null;
    end if;
    delete from handover.labels where clip_id = taken.clip_id and labelled_at = taken.ended_at returning label_id into removed;
    if removed is not null then
        delete from deidentified.snapshot_clips where label_id = removed;
        update deidentified.leases set outcome = 'taken_back' where lease_id = taken_lease;
    end if;
    return removed;
end
$$;
revoke all on function deidentified.take_back(uuid, uuid, timestamptz) from public;

grant select, insert, update, delete on deidentified.drafts to earnest_workbench;
grant select, insert, update on deidentified.reviewer_settings to earnest_workbench;
grant execute on function deidentified.take_back(uuid, uuid, timestamptz) to earnest_workbench;
grant select (clip_id), delete on deidentified.drafts to earnest_corpus_worker;
