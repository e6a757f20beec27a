-- That a stop ends can be asked anew when whoever asked is no officer any more: before, such a stop could never end (RG3).

alter table handover.resumptions drop constraint resumptions_pkey;
alter table handover.resumptions add primary key (stop_id, act, member);

create function handover.request_in_force(of_stop uuid, out asked_by uuid, out asked_at timestamptz, out resumption_reason text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select asked.member, asked.at, asked.reason
    from handover.resumptions as asked
    join handover.stops on stops.stop_id = asked.stop_id
    join staff.members on members.staff_id = asked.member
    where asked.stop_id = of_stop and asked.act = 'request'
        and (stops.resumed_at is not null or members.active and members.role in ('privacy_officer', 'safety_officer'))
    order by asked.at desc, asked.member limit 1
$$;
comment on function handover.request_in_force(uuid) is 'Who asked that a stop ends, when and why: the last request of a member who is an officer still, or the one by which it ended; nulls where there is none';
revoke all on function handover.request_in_force(uuid) from public;

create or replace function handover.request_resumption(of_stop uuid, why text, session_token text, moment timestamptz) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    officer uuid := handover.officer_of(session_token, moment);
begin
    perform from handover.stops where stop_id = of_stop and resumed_at is null for update;
    if not found or officer is null or (select asked_by is not null from handover.request_in_force(of_stop)) then
        return null;
    end if;
    insert into handover.resumptions (stop_id, act, member, reason, at) values (of_stop, 'request', officer, why, moment);
    return officer;
end $$;
comment on function handover.request_resumption(uuid, text, text, timestamptz) is 'Asks that a stop ends, in the name of the officer whose session it is; null where it is none, or an officer asked before';
