-- Two officers are two people (DC6, DC7, AC7): a person with two accounts counts once, and who escalated a clip, and so heard it,
-- does not approve that its speaker is found, under whichever account. A campaign only ever ends earlier (RV11).

create or replace function handover.is_approved(of_escalation uuid, asked text) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    with approving as (
        select members.staff_id, members.role, members.person_reference
        from handover.approvals join staff.members on members.staff_id = approvals.member and members.active
        where approvals.escalation_id = of_escalation and approvals.act = asked
            and members.role in ('safety_officer', 'privacy_officer')
            and (asked <> 'identify' or not exists (
                select from handover.escalations join staff.members as heard on heard.staff_id = escalations.raised_by
                where escalations.escalation_id = of_escalation
                    and (heard.staff_id = members.staff_id or heard.person_reference = members.person_reference)
            ))
    )
    select exists (
        select from approving as one join approving as other
            on one.staff_id <> other.staff_id and (one.person_reference = other.person_reference) is not true
        where one.role = 'safety_officer' and (asked <> 'identify' or other.role = 'privacy_officer')
    )
$$;
comment on function handover.is_approved(uuid, text) is 'Whether two different people, active officers, approved an act; for identify one of each kind, and not who escalated';

create function handover.keep_campaign() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if new.ends_at > old.ends_at or old.stopped_at is not null and new.stopped_at is distinct from old.stopped_at then
        raise exception 'a campaign is neither prolonged nor begun again' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
comment on function handover.keep_campaign() is 'Keeps the end of a campaign, or lets it come earlier; only the trigger calls it';
revoke all on function handover.keep_campaign() from public;
create trigger keep_campaign before update on handover.campaigns
    for each row execute function handover.keep_campaign();

-- Two accounts of one person that approve at the same moment would both find no approval of that person; they wait for each other.
create function handover.hold_campaign(campaign uuid) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
    select from handover.campaigns where campaign_id = campaign for update
$$;
comment on function handover.hold_campaign(uuid) is 'Until the transaction ends no other one approves or stops this campaign';
revoke all on function handover.hold_campaign(uuid) from public;
