-- Signing in: one limit of attempts for all processes, counted here. A process counts and learns yes or no; it reads and
-- forgets no attempt, and a sign-in that the database opened itself ends the counting for its name.

create table personal.sign_in_failures (
    name_hash bytea not null,
    failed_at timestamptz not null
);
create index on personal.sign_in_failures (name_hash, failed_at);
comment on table personal.sign_in_failures is 'Recent attempts of customers without a sign-in, for the limit that all portal processes share (AC6); removed at the next sweep after a minute';
comment on column personal.sign_in_failures.name_hash is 'SHA-256 of the login tried, so that an unknown login is limited the same way';
comment on column personal.sign_in_failures.failed_at is 'when';

comment on table staff.sign_in_failures is 'Recent attempts of staff without a sign-in, for the limit that all workbench processes share (AC6); removed at the next turn after a minute';

create function personal.count_attempt(of_name bytea, moment timestamptz, since timestamptz, most bigint) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform pg_advisory_xact_lock(4711021, hashtext(encode(of_name, 'hex')));
    if (select count(*) from personal.sign_in_failures where name_hash = of_name and failed_at > since) >= most then
        return false;
    end if;
    insert into personal.sign_in_failures (name_hash, failed_at) values (of_name, moment);
    return true;
end $$;
revoke all on function personal.count_attempt(bytea, timestamptz, timestamptz, bigint) from public;

create function staff.count_attempt(of_name bytea, moment timestamptz, since timestamptz, most bigint) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform pg_advisory_xact_lock(4711022, hashtext(encode(of_name, 'hex')));
    if (select count(*) from staff.sign_in_failures where name_hash = of_name and failed_at > since) >= most then
        return false;
    end if;
    insert into staff.sign_in_failures (name_hash, failed_at) values (of_name, moment);
    return true;
end $$;
revoke all on function staff.count_attempt(bytea, timestamptz, timestamptz, bigint) from public;

create or replace function personal.open_session(
    of_login text, proof text, session_token_hash bytea, moment timestamptz, until timestamptz
) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    who uuid;
begin
    select customer_id into who from personal.customers
    where login = of_login and split_part(password_hash, '$', 6) = proof and length(proof) > 20;
    if who is not null then
        insert into personal.customer_sessions (token_hash, customer_id, created_at, expires_at)
        values (session_token_hash, who, moment, least(until, moment + interval '12 hours'));
        delete from personal.sign_in_failures where name_hash = sha256(convert_to(of_login, 'UTF8'));
    end if;
    return who;
end $$;

create or replace function staff.open_session(
    who uuid, proof text, step bigint, session_token_hash bytea, moment timestamptz, until timestamptz
) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    update staff.members set last_totp_step = step
    where staff_id = who and active and split_part(password_hash, '$', 6) = proof and length(proof) > 20
      and last_totp_step < step and step <= extract(epoch from moment) / 30 + 2;
    if not found then
        return false;
    end if;
    insert into staff.sessions (token_hash, staff_id, created_at, last_used_at, expires_at)
    values (session_token_hash, who, moment, moment, least(until, moment + interval '12 hours'));
    delete from staff.sign_in_failures
    where name_hash in (select sha256(convert_to(name, 'UTF8')) from staff.members where staff_id = who);
    return true;
end $$;
