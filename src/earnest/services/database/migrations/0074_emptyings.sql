-- "Delete everything" destroys one key in a short transaction; rows and objects go after it in batches (RT3). A recording knows how
-- often its owner had deleted everything when it was stored: one that was stored before the last time is gone for every reader.

alter table personal.customers add column erased_all_at timestamptz;
comment on column personal.customers.erased_all_at is 'when the customer last deleted everything; null: never';

alter table personal.recordings add column erasures integer not null default 0;
comment on column personal.recordings.erasures is 'how often the customer had deleted everything when it was stored; fewer than now: it cannot be opened and is about to be removed';
update personal.recordings set erasures = customers.erasures
from personal.customers where customers.customer_id = recordings.customer_id and customers.erasures > 0;
-- Of the history of one customer only what was stored since is read, in its order.
drop index personal.recordings_history;
create index recordings_history on personal.recordings (customer_id, erasures, captured_at desc, recording_id desc);

create table personal.emptyings (
    emptying_id uuid primary key,
    customer_id uuid not null references personal.customers on delete cascade,
    erasures    integer not null,
    deletion_id uuid references personal.deletions on delete set null,
    asked_at    timestamptz not null
);
comment on table personal.emptyings is 'What is still to be removed of customers who deleted everything; gone when the last of it is';
comment on column personal.emptyings.emptying_id is 'random identifier';
comment on column personal.emptyings.customer_id is 'whose recordings';
comment on column personal.emptyings.erasures is 'those that were stored before the customer had deleted everything so often';
comment on column personal.emptyings.deletion_id is 'whose receipt waits for it; null: none was asked for';
comment on column personal.emptyings.asked_at is 'when';

create or replace function personal.close_account(session_token text, who uuid, moment timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if not exists (
        select 1 from personal.customer_sessions
        where token_hash = sha256(convert_to(session_token, 'UTF8')) and customer_id = who and expires_at > moment
    ) then
        raise exception 'only the person who is signed in closes the account' using errcode = 'insufficient_privilege';
    end if;
    if exists (
        select 1 from personal.recordings join personal.customers using (customer_id)
        where customer_id = who and erased_at is null and recordings.erasures = customers.erasures
    ) then
        raise exception 'what is kept is erased before' using errcode = 'object_in_use';
    end if;
    delete from personal.recordings where customer_id = who and object_key is null;
    perform personal.end_account(who, moment);
end $$;

create function personal.end_account(who uuid, moment timestamptz) returns void
language sql set search_path = pg_catalog, pg_temp as $$
    update personal.customers
    set login = 'closed-' || gen_random_uuid(), password_hash = null, restricted_at = null, retention_days = null, closed_at = moment
    where customer_id = who;
    delete from personal.customer_sessions where customer_id = who;
    delete from personal.devices where customer_id = who;
    delete from personal.private_hours where customer_id = who;
    delete from personal.private_schedules where customer_id = who;
$$;
comment on function personal.end_account(uuid, timestamptz) is 'Leaves no login, device, session or plan of an account; close_account and the replay of tombstones call it';
revoke all on function personal.end_account(uuid, timestamptz) from public;

create or replace function handover.count_recordings(since timestamptz, until timestamptz)
returns table (region text, recordings bigint, people bigint, chosen bigint, oldest timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select recordings.region, count(*), count(distinct customer_id), count(*) filter (where selected), min(captured_at)
    from personal.recordings join personal.customers using (customer_id)
    where captured_at >= since and captured_at < until and erased_at is null and recordings.erasures = customers.erasures
    group by recordings.region order by recordings.region
$$;

create or replace function handover.count_people(since timestamptz, until timestamptz) returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select count(distinct customer_id) from personal.recordings join personal.customers using (customer_id)
    where captured_at >= since and captured_at < until and erased_at is null and recordings.erasures = customers.erasures
$$;

create or replace function personal.list_objects() returns table (object_key text, kind text, delete_after timestamptz)
language sql stable set search_path = pg_catalog, pg_temp as $$
    select recordings.object_key, 'recording', recordings.delete_after
    from personal.recordings join personal.customers using (customer_id)
    where recordings.erased_at is null and recordings.wrapped_key is not null and recordings.object_key is not null
        and recordings.erasures = customers.erasures
$$;

-- Tombstones: a copy of the data from before learns that everything of a person went, and that an account was closed (RT4).
alter table tombstones.tombstones drop constraint tombstones_kind_check;
alter table tombstones.tombstones add constraint tombstones_kind_check check (kind in (
    'recording', 'clip', 'no_own_history', 'no_automatic_learning', 'no_human_review', 'no_wake_word_learning', 'stop', 'stop_ended',
    'everything', 'account'));
comment on column tombstones.tombstones.kind is 'recording, clip, the no of a person to a purpose, a stop, or the end of one, everything of a person, or an account';

create function tombstones.note_customer() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if new.erased_all_at is distinct from old.erased_all_at and new.erased_all_at is not null then
        insert into tombstones.tombstones (kind, identifier, ended_at) values ('everything', new.customer_id, new.erased_all_at)
        on conflict (kind, identifier) do update set ended_at = excluded.ended_at, written = false
        where excluded.ended_at > tombstones.tombstones.ended_at;
    end if;
    if new.closed_at is not null and old.closed_at is null then
        insert into tombstones.tombstones (kind, identifier, ended_at) values ('account', new.customer_id, new.closed_at)
        on conflict (kind, identifier) do nothing;
    end if;
    return null;
end $$;
comment on function tombstones.note_customer() is 'Notes that everything of a person went, and closed accounts; only the trigger calls it';
revoke all on function tombstones.note_customer() from public;
create trigger ends_are_noted after update of erased_all_at, closed_at on personal.customers
    for each row execute function tombstones.note_customer();

create function personal.end_everything(identifiers uuid[], moments timestamptz[]) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    unknown uuid[];
begin
    select coalesce(array_agg(customers.customer_id), '{}') into unknown
    from personal.customers
    join (
        select listed.customer_id, max(listed.moment) as moment
        from unnest(identifiers, moments) as listed (customer_id, moment) group by listed.customer_id
    ) as ended on ended.customer_id = customers.customer_id
        and (customers.erased_all_at is null or customers.erased_all_at < ended.moment);
    update personal.customers set erasures = erasures + 1, erased_all_at = now() where customer_id = any(unknown);
    -- The next recording gets a key of its own; nothing of before has one.
    delete from personal.customer_keys where customer_id = any(unknown);
    delete from personal.household_names where customer_id = any(unknown);
    delete from personal.skills where customer_id = any(unknown);
    delete from personal.homes where customer_id = any(unknown);
    delete from personal.adaptations where customer_id = any(unknown);
    insert into personal.emptyings (emptying_id, customer_id, erasures, asked_at)
    select gen_random_uuid(), customer_id, erasures, now() from personal.customers where customer_id = any(unknown);
    return cardinality(unknown);
end $$;
comment on function personal.end_everything(uuid[], timestamptz[]) is 'Deletes again everything of people who had deleted everything, where this copy does not know of it; only the owner of the database calls it';

create function personal.end_accounts(identifiers uuid[], moment timestamptz) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    revived uuid;
    ended bigint := 0;
begin
    for revived in select customer_id from personal.customers where customer_id = any(identifiers) and closed_at is null loop
        perform personal.end_account(revived, moment);
        ended := ended + 1;
    end loop;
    return ended;
end $$;
comment on function personal.end_accounts(uuid[], timestamptz) is 'Closes accounts again that were closed before; only the owner of the database calls it';
revoke all on function personal.end_everything(uuid[], timestamptz[]), personal.end_accounts(uuid[], timestamptz) from public;
