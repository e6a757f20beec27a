-- The invited panel (CN8): an invitation, a contract of its own that is agreed to in the portal, and the rewards that were given.

create table personal.panel_members (
    customer_id       uuid primary key references personal.customers on delete cascade,
    reward            text not null check (length(reward) between 1 and 200),
    invited_at        timestamptz not null,
    contract_version  text check (contract_version ~ '^[0-9]{1,4}$'),
    contract_hash     bytea check (length(contract_hash) = 32),
    contract_language text check (contract_language ~ '^[a-z]{2}$'),
    agreed_at         timestamptz,
    ended_at          timestamptz,
    check ((agreed_at is null) = (contract_version is null)),
    check ((agreed_at is null) = (contract_hash is null)),
    check ((agreed_at is null) = (contract_language is null))
);
comment on table personal.panel_members is 'Who was invited to the panel, and to which contract they agreed';
comment on column personal.panel_members.customer_id is 'who';
comment on column personal.panel_members.reward is 'what the invitation offers, in its own words';
comment on column personal.panel_members.invited_at is 'when they were invited, for the last time';
comment on column personal.panel_members.contract_version is 'version of the contract that was agreed to; null: none yet';
comment on column personal.panel_members.contract_hash is 'SHA-256 of exactly the text that was shown';
comment on column personal.panel_members.contract_language is 'language in which it was shown (ISO 639-1)';
comment on column personal.panel_members.agreed_at is 'when they agreed; null: not, or not yet';
comment on column personal.panel_members.ended_at is 'when they declined or left; null: neither';

create table personal.panel_rewards (
    reward_id   uuid primary key,
    customer_id uuid not null references personal.customers on delete cascade,
    reward      text not null check (length(reward) between 1 and 200),
    noted_at    timestamptz not null
);
comment on table personal.panel_rewards is 'Rewards that were given to people of the panel; they see them in the portal';
comment on column personal.panel_rewards.reward_id is 'random identifier';
comment on column personal.panel_rewards.customer_id is 'who got it';
comment on column personal.panel_rewards.reward is 'what was given';
comment on column personal.panel_rewards.noted_at is 'when it was noted';
create index panel_rewards_of_customer on personal.panel_rewards (customer_id, noted_at);

create function personal.invite_to_panel(who uuid, offered text, moment timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if not exists (select from personal.customers where customer_id = who and programme = 'general' and not is_child) then
        return false;
    end if;
    insert into personal.panel_members (customer_id, reward, invited_at) values (who, offered, moment)
    on conflict (customer_id) do update
        set reward = excluded.reward, invited_at = excluded.invited_at, contract_version = null, contract_hash = null,
            contract_language = null, agreed_at = null, ended_at = null;
    return true;
end $$;
comment on function personal.invite_to_panel(uuid, text, timestamptz) is 'Invites a person of the general programme, no child; false for all others. It changes no programme';
revoke all on function personal.invite_to_panel(uuid, text, timestamptz) from public;

create function personal.note_reward(new_reward uuid, who uuid, given text, moment timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    insert into personal.panel_rewards (reward_id, customer_id, reward, noted_at)
    select new_reward, who, given, moment from personal.panel_members where customer_id = who and agreed_at is not null;
    return found;
end $$;
comment on function personal.note_reward(uuid, uuid, text, timestamptz) is 'Notes a reward of somebody who agreed to the contract; false for all others';
revoke all on function personal.note_reward(uuid, uuid, text, timestamptz) from public;

create function personal.agree_to_panel(
    session_token text, who uuid, version text, hash bytea, language text, moment timestamptz
) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if not exists (
        select 1 from personal.customer_sessions
        where token_hash = sha256(convert_to(session_token, 'UTF8')) and customer_id = who and expires_at > moment
    ) then
        raise exception 'only the person who is signed in agrees' using errcode = 'insufficient_privilege';
    end if;
    update personal.panel_members
    set contract_version = version, contract_hash = hash, contract_language = language, agreed_at = moment
    where customer_id = who and agreed_at is null and ended_at is null;
    if not found then
        return false;
    end if;
    update personal.customers set programme = 'panel' where customer_id = who and programme = 'general';
    return true;
end $$;
comment on function personal.agree_to_panel(text, uuid, text, bytea, text, timestamptz) is 'Agrees to the contract for the person whose session it is, who is of the panel from then on; false without an open invitation';
revoke all on function personal.agree_to_panel(text, uuid, text, bytea, text, timestamptz) from public;

create function personal.leave_panel(session_token text, who uuid, moment timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if not exists (
        select 1 from personal.customer_sessions
        where token_hash = sha256(convert_to(session_token, 'UTF8')) and customer_id = who and expires_at > moment
    ) then
        raise exception 'only the person who is signed in leaves' using errcode = 'insufficient_privilege';
    end if;
    update personal.panel_members set ended_at = moment where customer_id = who and ended_at is null;
    if not found then
        return false;
    end if;
    update personal.customers set programme = 'general' where customer_id = who and programme = 'panel';
    return true;
end $$;
comment on function personal.leave_panel(text, uuid, timestamptz) is 'Declines the invitation or leaves the panel, for the person whose session it is; false where there is nothing to leave';
revoke all on function personal.leave_panel(text, uuid, timestamptz) from public;

create function handover.count_panel(out invited bigint, out agreed bigint, out ended bigint, out rewards bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select count(*) filter (where agreed_at is null and ended_at is null),
        count(*) filter (where agreed_at is not null and ended_at is null),
        count(*) filter (where ended_at is not null),
        (select count(*) from personal.panel_rewards)
    from personal.panel_members
$$;
comment on function handover.count_panel() is 'How many people were invited to the panel and have not answered, are in it, and declined or left; and rewards that were noted';
revoke all on function handover.count_panel() from public;
