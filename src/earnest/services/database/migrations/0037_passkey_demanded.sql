-- A session tells whether its member used a key that cannot be phished: for some roles nothing less counts (AC2).

alter table staff.sessions drop constraint sessions_method_check;
alter table staff.sessions add constraint sessions_method_check
    check (method in ('code', 'recovery', 'passkey', 'single_sign_on', 'single_sign_on_key'));
comment on column staff.sessions.method is 'how its member signed in: code of an app, recovery code, passkey, or single sign-on (by a key, where the provider states one)';

drop function staff.open_session_by_single_sign_on(bytea, uuid, bigint, bytea, timestamptz, timestamptz);
create function staff.open_session_by_single_sign_on(
    of_browser bytea, who uuid, step bigint, by_key boolean, session_token_hash bytea, moment timestamptz, until timestamptz
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
    values (session_token_hash, who, moment, moment, least(until, moment + interval '12 hours'),
        case when by_key then 'single_sign_on_key' else 'single_sign_on' end, of_issuer);
    delete from staff.sign_in_failures
    where name_hash in (select sha256(convert_to(name, 'UTF8')) from staff.members where staff_id = who);
    return true;
end $$;
revoke all on function staff.open_session_by_single_sign_on(bytea, uuid, bigint, boolean, bytea, timestamptz, timestamptz) from public;
