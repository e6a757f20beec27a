-- A customer may choose a shorter retention (RT2), and may have everything kept and not used until they lift it (RI6).

alter table personal.customers
    add column retention_days integer check (retention_days between 1 and 180),
    add column restricted_at timestamptz;
comment on column personal.customers.retention_days is 'days after which recordings are deleted, chosen by the customer; null: as the settings say; never longer than those';
comment on column personal.customers.restricted_at is 'since when everything is kept and not used (GDPR Art. 18); null: it is used as agreed';

create table handover.frozen_clips (
    clip_id   uuid primary key,
    frozen_at timestamptz not null
);
comment on table handover.frozen_clips is 'Clips that are kept and not used: neither given, played nor learned from until the person lifts it';
comment on column handover.frozen_clips.clip_id is 'the clip';
comment on column handover.frozen_clips.frozen_at is 'since when';

alter table handover.wake_examples add column frozen boolean not null default false;
comment on column handover.wake_examples.frozen is 'kept and not learned from, until the person lifts it';

-- A no, and the end of the account, take away what was chosen here too; nothing of it is left but decisions.
create function personal.close_account(session_token text, who uuid, moment timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if not exists (
        select 1 from personal.customer_sessions
        where token_hash = sha256(convert_to(session_token, 'UTF8')) and customer_id = who and expires_at > moment
    ) then
        raise exception 'only the person who is signed in closes the account' using errcode = 'insufficient_privilege';
    end if;
    if exists (select 1 from personal.recordings where customer_id = who and erased_at is null) then
        raise exception 'what is kept is erased before' using errcode = 'object_in_use';
    end if;
    delete from personal.recordings where customer_id = who and object_key is null;
    update personal.customers
    set login = 'closed-' || gen_random_uuid(), password_hash = null, restricted_at = null, retention_days = null, closed_at = moment
    where customer_id = who;
    delete from personal.customer_sessions where customer_id = who;
    delete from personal.devices where customer_id = who;
    delete from personal.private_hours where customer_id = who;
    delete from personal.private_schedules where customer_id = who;
end $$;
alter table personal.customers add column closed_at timestamptz;
comment on column personal.customers.closed_at is 'when the customer closed the account; the row goes when the last ciphertext is gone';
comment on function personal.close_account(text, uuid, timestamptz) is 'Closes the account of who is signed in, once nothing is kept: no login, no device, no session is left; decisions stay as proof';
revoke all on function personal.close_account(text, uuid, timestamptz) from public;
