-- Single sign-on (OpenID Connect): a member who linked an identity of their organisation's provider signs in with it.
-- It opens existing accounts only; no account and no role comes from a provider.

alter table staff.sessions add column method text not null default 'code'
    check (method in ('code', 'recovery', 'passkey', 'single_sign_on'));
alter table staff.sessions add column provider text check (length(provider) between 1 and 300);
comment on column staff.sessions.method is 'how its member signed in: code of an app, recovery code, passkey or single sign-on';
comment on column staff.sessions.provider is 'issuer of the provider; null: signed in here';

create table staff.linked_identities (
    issuer       text not null check (length(issuer) between 1 and 300),
    subject      text not null check (length(subject) between 1 and 255),
    staff_id     uuid not null references staff.members on delete cascade,
    linked_at    timestamptz not null,
    last_used_at timestamptz,
    primary key (issuer, subject),
    unique (staff_id, issuer)
);
comment on table staff.linked_identities is 'Identities of other providers that sign a member in; each was linked by the member, signed in here';
comment on column staff.linked_identities.issuer is 'address of the provider';
comment on column staff.linked_identities.subject is 'what the provider calls the person; never an e-mail address';
comment on column staff.linked_identities.staff_id is 'whose';
comment on column staff.linked_identities.linked_at is 'when';
comment on column staff.linked_identities.last_used_at is 'when it last signed in';

create table staff.single_sign_ons (
    state_hash      bytea primary key,
    browser_hash    bytea not null,
    issuer          text not null,
    nonce           text not null,
    code_verifier   text not null,
    redirect_address text not null,
    linking         uuid references staff.members on delete cascade,
    created_at      timestamptz not null,
    taken_at        timestamptz,
    identified      uuid references staff.members on delete cascade
);
create index on staff.single_sign_ons (browser_hash);
create index on staff.single_sign_ons (linking);
create index on staff.single_sign_ons (identified);
comment on table staff.single_sign_ons is 'Sign-ins that a browser began at a provider: each counts once, in that browser, within ten minutes';
comment on column staff.single_sign_ons.state_hash is 'SHA-256 of the state that comes back from the provider';
comment on column staff.single_sign_ons.browser_hash is 'SHA-256 of what the browser keeps as a cookie';
comment on column staff.single_sign_ons.issuer is 'the provider that was asked; no other may answer';
comment on column staff.single_sign_ons.nonce is 'what the identity token has to repeat';
comment on column staff.single_sign_ons.code_verifier is 'PKCE: what the code is exchanged with';
comment on column staff.single_sign_ons.redirect_address is 'address of our page to which the provider sends the browser';
comment on column staff.single_sign_ons.linking is 'the signed-in member who links an identity; null: a sign-in';
comment on column staff.single_sign_ons.created_at is 'when';
comment on column staff.single_sign_ons.taken_at is 'when the answer came; a second answer is refused';
comment on column staff.single_sign_ons.identified is 'whom the provider named, where our own second factor is still to come';

-- As with passkeys the database cannot verify a signature; it takes care that a sign-in was begun here, was answered once
-- within ten minutes, in this browser, and that the member is active; a code of an app counts once.
create function staff.open_session_by_single_sign_on(
    of_browser bytea, who uuid, step bigint, session_token_hash bytea, moment timestamptz, until timestamptz
) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    of_issuer text;
begin
    delete from staff.single_sign_ons
    where browser_hash = of_browser and identified = who and linking is null and taken_at is not null
      and created_at > moment - interval '10 minutes'
    returning issuer into of_issuer;
    if not found then
        return false;
    end if;
    update staff.linked_identities set last_used_at = moment
    from staff.members
    where linked_identities.staff_id = who and linked_identities.issuer = of_issuer
      and members.staff_id = who and members.active;
    if not found then
        return false;
    end if;
    if step is not null then
        update staff.members set last_totp_step = step
        where staff_id = who and last_totp_step < step and step <= extract(epoch from moment) / 30 + 2;
        if not found then
            return false;
        end if;
    end if;
    insert into staff.sessions (token_hash, staff_id, created_at, last_used_at, expires_at, method, provider)
    values (session_token_hash, who, moment, moment, least(until, moment + interval '12 hours'), 'single_sign_on', of_issuer);
    delete from staff.sign_in_failures
    where name_hash in (select sha256(convert_to(name, 'UTF8')) from staff.members where staff_id = who);
    return true;
end $$;
revoke all on function staff.open_session_by_single_sign_on(bytea, uuid, bigint, bytea, timestamptz, timestamptz) from public;

create or replace function staff.open_session_by_recovery(
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
    insert into staff.sessions (token_hash, staff_id, created_at, last_used_at, expires_at, method)
    values (session_token_hash, who, moment, moment, least(until, moment + interval '12 hours'), 'recovery');
    delete from staff.sign_in_failures
    where name_hash in (select sha256(convert_to(name, 'UTF8')) from staff.members where staff_id = who);
    return true;
end $$;

create or replace function staff.open_session_by_passkey(
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
        insert into staff.sessions (token_hash, staff_id, created_at, last_used_at, expires_at, method)
        values (session_token_hash, who, moment, moment, least(until, moment + interval '12 hours'), 'passkey');
    end if;
    return who;
end $$;
