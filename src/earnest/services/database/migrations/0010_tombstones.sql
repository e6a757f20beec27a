-- What was ended, noted by triggers, on its way to the list of tombstones outside the data folder (RT4, RT7). No role reads it:
-- the supervisor, which owns the database, writes the list and replays it before anything is served.

create schema tombstones;
comment on schema tombstones is 'What was ended, for the list outside the data folder; read by the owner of the database only';

create table tombstones.lists (
    singleton boolean primary key default true check (singleton),
    list_id   uuid not null
);
comment on table tombstones.lists is 'The list that belongs to this database; without it nothing is started';
comment on column tombstones.lists.singleton is 'there is one row';
comment on column tombstones.lists.list_id is 'random identifier in the first line of the list';

create table tombstones.tombstones (
    kind       text not null check (kind in ('recording', 'clip', 'no_own_history', 'no_automatic_learning', 'no_human_review', 'no_wake_word_learning')),
    identifier uuid not null,
    ended_at   timestamptz not null,
    written    boolean not null default false,
    primary key (kind, identifier)
);
create index on tombstones.tombstones (ended_at) where not written;
comment on table tombstones.tombstones is 'What must not come back: identifiers only; kept without end, as the withdrawals are';
comment on column tombstones.tombstones.kind is 'recording, clip, or the no of a person to a purpose';
comment on column tombstones.tombstones.identifier is 'of recording, clip or person';
comment on column tombstones.tombstones.ended_at is 'when it was ended';
comment on column tombstones.tombstones.written is 'whether it is in the list';

create function tombstones.note() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    noted_kind text;
    noted_identifier uuid;
    noted_at timestamptz;
begin
    if tg_table_name = 'recordings' then
        noted_kind := 'recording'; noted_identifier := old.recording_id; noted_at := clock_timestamp();
    elsif tg_table_name = 'withdrawals' then
        noted_kind := 'clip'; noted_identifier := new.clip_id; noted_at := new.withdrawn_at;
    else
        noted_kind := 'no_' || new.purpose; noted_identifier := new.customer_id; noted_at := new.recorded_at;
    end if;
    insert into tombstones.tombstones (kind, identifier, ended_at) values (noted_kind, noted_identifier, noted_at)
    on conflict (kind, identifier) do update set ended_at = excluded.ended_at, written = false
    where excluded.ended_at > tombstones.tombstones.ended_at and left(excluded.kind, 3) = 'no_';
    return null;
end $$;
comment on function tombstones.note() is 'Notes what a statement ended; only triggers call it';
revoke all on function tombstones.note() from public;

create trigger erasures_are_noted after update of erased_at on personal.recordings
    for each row when (old.erased_at is null and new.erased_at is not null) execute function tombstones.note();
create trigger deletions_are_noted after delete on personal.recordings
    for each row when (old.erased_at is null) execute function tombstones.note();
create trigger withdrawals_are_noted after insert on handover.withdrawals
    for each row execute function tombstones.note();
create trigger refusals_are_noted after insert on personal.consent_events
    for each row when (not new.given) execute function tombstones.note();

insert into tombstones.tombstones (kind, identifier, ended_at)
select 'clip', clip_id, withdrawn_at from handover.withdrawals
union all
select 'recording', recording_id, erased_at from personal.recordings where erased_at is not null
union all
select 'no_' || purpose, customer_id, max(recorded_at) from personal.consent_events where not given group by purpose, customer_id;
