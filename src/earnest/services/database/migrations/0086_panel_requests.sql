-- Invitations to the panel and rewards that a privacy officer asks for; the personal side carries them out (CN8).

create table handover.panel_requests (
    request_id uuid primary key,
    act        text not null check (act in ('invite', 'reward')),
    login      text check (length(login) between 1 and 200),
    reward     text not null check (length(reward) between 1 and 200),
    asked_at   timestamptz not null,
    outcome    text check (outcome in ('done', 'refused')),
    ended_at   timestamptz,
    check ((ended_at is null) = (outcome is null)),
    check ((ended_at is null) = (login is not null))
);
comment on table handover.panel_requests is 'What officers ask of the panel; of a request that was carried out, or refused, no name is kept, and 30 days after it was asked nothing';
comment on column handover.panel_requests.request_id is 'random identifier';
comment on column handover.panel_requests.act is 'invite: to the panel; reward: note one that was given';
comment on column handover.panel_requests.login is 'whom the officer named; written by the administration and not read by it, null as soon as it was carried out or refused';
comment on column handover.panel_requests.reward is 'what is offered or was given, in words that the person reads';
comment on column handover.panel_requests.asked_at is 'when';
comment on column handover.panel_requests.outcome is 'done, or refused for whatever reason; null: not carried out yet';
comment on column handover.panel_requests.ended_at is 'when it was carried out or refused; null: not yet';

create function handover.ask_panel(
    request uuid, of_act text, of_login text, of_reward text, session_token text, moment timestamptz
) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    officer uuid := handover.officer_of(session_token, moment);
begin
    if not exists (select from staff.members where staff_id = officer and role = 'privacy_officer') then
        return null;
    end if;
    insert into handover.panel_requests (request_id, act, login, reward, asked_at)
    values (request, of_act, of_login, of_reward, moment);
    return officer;
end $$;
comment on function handover.ask_panel(uuid, text, text, text, text, timestamptz) is 'Asks the personal side to invite a person or to note a reward, in the name of the privacy officer whose session it is; null where it is none';
revoke all on function handover.ask_panel(uuid, text, text, text, text, timestamptz) from public;
