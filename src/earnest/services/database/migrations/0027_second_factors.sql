-- Second factors that are no code of an app: recovery codes and passkeys. A password alone opens nothing (AC1).

alter table staff.sessions add column session_id uuid not null default gen_random_uuid();
create unique index on staff.sessions (session_id);
comment on column staff.sessions.session_id is 'name of the session on the page of its member; opens nothing';

create table staff.recovery_codes (
    code_hash  bytea primary key,
    staff_id   uuid not null references staff.members on delete cascade,
    created_at timestamptz not null
);
comment on table staff.recovery_codes is 'Codes of one use in place of an authenticator app (AC4)';
comment on column staff.recovery_codes.code_hash is 'SHA-256 of member and code; the code itself was shown once';
comment on column staff.recovery_codes.staff_id is 'whose';
comment on column staff.recovery_codes.created_at is 'when';

create table staff.passkeys (
    credential_id bytea primary key,
    staff_id      uuid not null references staff.members on delete cascade,
    public_key    bytea not null,
    sign_count    bigint not null,
    name          text not null check (length(name) between 1 and 60),
    created_at    timestamptz not null,
    last_used_at  timestamptz
);
create index on staff.passkeys (staff_id);
comment on table staff.passkeys is 'Passkeys of members (WebAuthn): an alternative to password and code that cannot be phished (AC2)';
comment on column staff.passkeys.credential_id is 'name of the key, as the authenticator chose it';
comment on column staff.passkeys.staff_id is 'whose';
comment on column staff.passkeys.public_key is 'COSE key that verifies its signatures';
comment on column staff.passkeys.sign_count is 'last counter of the authenticator; a smaller one is a copy';
comment on column staff.passkeys.name is 'what the member calls it';
comment on column staff.passkeys.created_at is 'when it was added';
comment on column staff.passkeys.last_used_at is 'when it last signed in';

create table staff.challenges (
    challenge  bytea primary key,
    staff_id   uuid references staff.members on delete cascade,
    created_at timestamptz not null
);
comment on table staff.challenges is 'What an authenticator has to sign: random, used once, within five minutes';
comment on column staff.challenges.challenge is '32 random bytes';
comment on column staff.challenges.staff_id is 'who adds a passkey with it; none: for signing in';
comment on column staff.challenges.created_at is 'when';

create function staff.open_session_by_recovery(
    who uuid, proof text, of_code bytea, session_token_hash bytea, moment timestamptz, until timestamptz
) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform 1 from staff.members
    where staff_id = who and active and split_part(password_hash, '$', 6) = proof and length(proof) > 20
    for update;
    if not found then
        return false;
    end if;
    delete from staff.recovery_codes where code_hash = of_code and staff_id = who;
    if not found then
        return false;
    end if;
    insert into staff.sessions (token_hash, staff_id, created_at, last_used_at, expires_at)
    values (session_token_hash, who, moment, moment, least(until, moment + interval '12 hours'));
    delete from staff.sign_in_failures
    where name_hash in (select sha256(convert_to(name, 'UTF8')) from staff.members where staff_id = who);
    return true;
end $$;
revoke all on function staff.open_session_by_recovery(uuid, text, bytea, bytea, timestamptz, timestamptz) from public;

-- The database cannot verify a signature; it takes care that the key is a member's, that a challenge counts once and for
-- five minutes, and that the authenticator's counter does not go back.
create function staff.open_session_by_passkey(
    of_credential bytea, of_challenge bytea, new_count bigint, session_token_hash bytea, moment timestamptz, until timestamptz
) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    who uuid;
begin
    delete from staff.challenges
    where challenge = of_challenge and staff_id is null and created_at > moment - interval '5 minutes';
    if not found then
        return null;
    end if;
    update staff.passkeys set sign_count = new_count, last_used_at = moment
    from staff.members
    where credential_id = of_credential and members.staff_id = passkeys.staff_id and members.active
      and (sign_count < new_count or (sign_count = 0 and new_count = 0))
    returning members.staff_id into who;
    if who is not null then
        insert into staff.sessions (token_hash, staff_id, created_at, last_used_at, expires_at)
        values (session_token_hash, who, moment, moment, least(until, moment + interval '12 hours'));
    end if;
    return who;
end $$;
revoke all on function staff.open_session_by_passkey(bytea, bytea, bigint, bytea, timestamptz, timestamptz) from public;

create function staff.change_password(who uuid, proof text, new_hash text) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    update staff.members set password_hash = new_hash
    where staff_id = who and active and split_part(password_hash, '$', 6) = proof and length(proof) > 20
      and new_hash like '$argon2id$%' and length(split_part(new_hash, '$', 6)) > 20;
    return found;
end $$;
revoke all on function staff.change_password(uuid, text, text) from public;
