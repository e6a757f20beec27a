-- A privacy officer takes an invitation to the panel back before it is answered (CN8); what comes back is the same for every name.

alter table personal.panel_members add column taken_back boolean not null default false;
alter table personal.panel_members add check (not taken_back or (agreed_at is null and ended_at is not null));
comment on column personal.panel_members.taken_back is 'the invitation was taken back before it was answered, at the time at which it ended';
comment on column personal.panel_members.ended_at is 'when they declined or left, or the invitation was taken back; null: neither';

create or replace function personal.invite_to_panel(who uuid, offered text, moment timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if not exists (select from personal.customers where customer_id = who and programme = 'general' and not is_child) then
        return false;
    end if;
    insert into personal.panel_members (customer_id, reward, invited_at) values (who, offered, moment)
    on conflict (customer_id) do update
        set reward = excluded.reward, invited_at = excluded.invited_at, contract_version = null, contract_hash = null,
            contract_language = null, agreed_at = null, ended_at = null, taken_back = false;
    return true;
end $$;

create function personal.take_back_panel_invitation(who uuid, moment timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    update personal.panel_members set ended_at = moment, taken_back = true
    where customer_id = who and agreed_at is null and ended_at is null;
    return found;
end $$;
comment on function personal.take_back_panel_invitation(uuid, timestamptz) is 'Takes back an invitation that was not answered yet; false where there is none, which changes nothing';
revoke all on function personal.take_back_panel_invitation(uuid, timestamptz) from public;

create or replace function handover.count_panel(out invited bigint, out agreed bigint, out ended bigint, out rewards bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select count(*) filter (where agreed_at is null and ended_at is null),
        count(*) filter (where agreed_at is not null and ended_at is null),
        count(*) filter (where ended_at is not null and not taken_back),
        (select count(*) from personal.panel_rewards)
    from personal.panel_members
$$;

alter table handover.panel_requests drop constraint panel_requests_act_check;
alter table handover.panel_requests add constraint panel_requests_act_check check (act in ('invite', 'reward', 'take_back'));
alter table handover.panel_requests alter column reward drop not null;
alter table handover.panel_requests add check ((act = 'take_back') = (reward is null));
comment on column handover.panel_requests.act is 'invite: to the panel; reward: note one that was given; take_back: an invitation that was not answered yet';
comment on column handover.panel_requests.reward is 'what is offered or was given, in words that the person reads; null where an invitation is taken back';
comment on column handover.panel_requests.outcome is 'done, or refused for whatever reason; taking back is always done, whatever the name; null: not carried out yet';
comment on function handover.ask_panel(uuid, text, text, text, text, timestamptz) is 'Asks the personal side to invite a person, to take an invitation back or to note a reward, in the name of the privacy officer whose session it is; null where it is none';
