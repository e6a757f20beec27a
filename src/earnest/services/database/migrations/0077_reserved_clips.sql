-- The clip that may come next: its sound lies sealed in the reviewer's page while they hear another one.

create table deidentified.reserved_clips (
    staff_id   uuid primary key references staff.members on delete cascade,
    clip_id    uuid not null unique,
    lease_id   uuid not null,
    purpose    text not null check (purpose in ('review', 'planted')),
    sealed_key bytea not null,
    ends_at    timestamptz not null
);
create index on deidentified.reserved_clips (ends_at);
comment on table deidentified.reserved_clips is 'Clips whose sound a reviewer''s page has, sealed, before they are given: no lease, not counted as handed out, not heard; gone when given or given back, with the session, with any stop, with a withdrawal, and after minutes';
comment on column deidentified.reserved_clips.staff_id is 'the reviewer, who has one at most';
comment on column deidentified.reserved_clips.clip_id is 'the clip, which is given to no other reviewer meanwhile';
comment on column deidentified.reserved_clips.lease_id is 'random identifier of the lease that begins where the clip is given; the mark in the sound is of it';
comment on column deidentified.reserved_clips.purpose is 'what it is given for';
comment on column deidentified.reserved_clips.sealed_key is 'key of the sound that the page has, sealed with the clip''s key; it leaves only with the line in the log that says that the clip is played';
comment on column deidentified.reserved_clips.ends_at is 'when others may be given the clip again';

-- Whoever signs out, is disabled or is sent away by a change of place has no session, and gives back what was reserved; so does
-- everyone at any stop, and whoever has a clip that is withdrawn.
create function deidentified.give_back_reserved() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if tg_table_name = 'sessions' then
        delete from deidentified.reserved_clips where staff_id = old.staff_id;
    elsif tg_table_name = 'withdrawals' then
        delete from deidentified.reserved_clips where clip_id = new.clip_id;
    else
        delete from deidentified.reserved_clips;
    end if;
    return null;
end $$;
comment on function deidentified.give_back_reserved() is 'Gives reserved clips back; only triggers call it';
revoke all on function deidentified.give_back_reserved() from public;
create trigger reserved_clips_go after delete on staff.sessions
    for each row execute function deidentified.give_back_reserved();
create trigger reserved_clips_go after insert on handover.stops
    for each row execute function deidentified.give_back_reserved();
create trigger reserved_clips_go after insert on handover.withdrawals
    for each row execute function deidentified.give_back_reserved();
