-- Acts of the organisation that two people approve (AC10): raising the share of utterances that people may hear, and exporting.
-- A household, where one person keeps everything, needs no second one.

create table handover.two_person_requests (
    request_id   uuid primary key,
    act          text not null check (act in ('raise_share', 'export')),
    programme    text check (programme in ('general', 'panel')),
    share        double precision check (share > 0 and share <= 1),
    requested_by uuid not null,
    requested_at timestamptz not null,
    ends_at      timestamptz not null check (ends_at > requested_at),
    approved_by  uuid,
    approved_at  timestamptz,
    used_at      timestamptz,
    check ((act = 'raise_share') = (programme is not null and share is not null)),
    check ((approved_by is null) = (approved_at is null)),
    check (approved_by <> requested_by),
    check (used_at is null or approved_at is not null)
);
comment on table handover.two_person_requests is 'What one officer asks for and another approves; each is used once and ends by itself';
comment on column handover.two_person_requests.request_id is 'random identifier';
comment on column handover.two_person_requests.act is 'raise_share or export';
comment on column handover.two_person_requests.programme is 'whose share; null for an export';
comment on column handover.two_person_requests.share is 'up to which share of the utterances; null for an export';
comment on column handover.two_person_requests.requested_by is 'the officer who asked';
comment on column handover.two_person_requests.requested_at is 'when';
comment on column handover.two_person_requests.ends_at is 'until when it can be used';
comment on column handover.two_person_requests.approved_by is 'the other officer; null: not approved';
comment on column handover.two_person_requests.approved_at is 'when';
comment on column handover.two_person_requests.used_at is 'when it was used; null: not yet';

alter table handover.caps add column request_id uuid references handover.two_person_requests;
comment on column handover.caps.request_id is 'what two people approved that put this share in force; null: nothing needed it';

create function handover.needs_two_people() returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (select from staff.vendors)
        or (select count(*) from staff.members where active and role in ('privacy_officer', 'safety_officer')) > 1
$$;
comment on function handover.needs_two_people() is 'Whether this is more than a household: there is a vendor, or more than one officer';
revoke all on function handover.needs_two_people() from public;

create function handover.keep_act() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if tg_op <> 'UPDATE'
        or (new.request_id, new.act, new.programme, new.share, new.requested_by, new.requested_at, new.ends_at)
            is distinct from (old.request_id, old.act, old.programme, old.share, old.requested_by, old.requested_at, old.ends_at)
        or old.approved_at is not null and (new.approved_by, new.approved_at) is distinct from (old.approved_by, old.approved_at)
        or old.used_at is not null then
        raise exception 'a request is neither removed nor rewritten, and used once' using errcode = 'insufficient_privilege';
    end if;
    if old.approved_at is null and new.approved_at is not null and not exists (
        select from staff.members as one join staff.members as other on other.staff_id = new.approved_by
        where one.staff_id = new.requested_by and one.active and other.active
          and (one.person_reference = other.person_reference) is not true
          and one.role in ('privacy_officer', 'safety_officer') and other.role in ('privacy_officer', 'safety_officer')
          and 'privacy_officer' in (one.role, other.role)
    ) then
        raise exception 'two people are needed, one of them a privacy officer' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
comment on function handover.keep_act() is 'Keeps requests as they were, and approvals to two people; only the trigger calls it';
revoke all on function handover.keep_act() from public;
create trigger keep_act before update or delete on handover.two_person_requests
    for each row execute function handover.keep_act();
create trigger keep_acts before truncate on handover.two_person_requests for each statement execute function handover.keep_rows();

create function handover.request_act(
    new_request uuid, what text, of_programme text, of_share double precision, session_token text, moment timestamptz
) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    officer uuid := handover.officer_of(session_token, moment);
begin
    if officer is null then
        return null;
    end if;
    insert into handover.two_person_requests (request_id, act, programme, share, requested_by, requested_at, ends_at)
    values (new_request, what, of_programme, of_share, officer, moment, moment + interval '7 days');
    return officer;
end $$;
comment on function handover.request_act(uuid, text, text, double precision, text, timestamptz) is 'Asks for an act in the name of the officer whose session it is; null where it is none';
revoke all on function handover.request_act(uuid, text, text, double precision, text, timestamptz) from public;

create function handover.approve_act(of_request uuid, session_token text, moment timestamptz) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    officer uuid := handover.officer_of(session_token, moment);
begin
    if officer is null then
        return null;
    end if;
    update handover.two_person_requests set approved_by = officer, approved_at = moment
    where request_id = of_request and approved_at is null and ends_at > moment and requested_by <> officer;
    return case when found then officer end;
end $$;
comment on function handover.approve_act(uuid, text, timestamptz) is 'Approves an act as the second person whose session it is; null where that cannot be';
revoke all on function handover.approve_act(uuid, text, timestamptz) from public;

create function handover.use_export(of_request uuid, moment timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if not handover.needs_two_people() then
        return true;
    end if;
    update handover.two_person_requests set used_at = moment
    where request_id = of_request and act = 'export' and approved_at is not null and used_at is null and ends_at > moment;
    return found;
end $$;
comment on function handover.use_export(uuid, timestamptz) is 'Uses up the approval of an export; true where there was one, or where a household needs none';
revoke all on function handover.use_export(uuid, timestamptz) from public;

create function handover.put_share(of_programme text, wanted double precision, most_alone double precision, moment timestamptz) returns boolean
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    present handover.caps;
    approval uuid;
begin
    select * into present from handover.caps where programme = of_programme for update;
    if found and handover.needs_two_people() and wanted > least(present.share,
        case when present.request_id is null then most_alone else present.share end) then
        update handover.two_person_requests set used_at = moment
        where request_id = (
            select request_id from handover.two_person_requests
            where act = 'raise_share' and programme = of_programme and share >= wanted
              and approved_at is not null and used_at is null and ends_at > moment
            order by approved_at limit 1)
        returning request_id into approval;
        if approval is null then
            return false;
        end if;
    else
        approval := case when found and wanted >= present.share then present.request_id end;
    end if;
    insert into handover.caps (programme, share, request_id) values (of_programme, wanted, approval)
    on conflict (programme) do update set share = excluded.share, request_id = excluded.request_id;
    return true;
end $$;
comment on function handover.put_share(text, double precision, double precision, timestamptz) is 'Puts a share in force; false where it is higher than what is in force, or than one person may set, and two people have not approved it. The owner calls it';
revoke all on function handover.put_share(text, double precision, double precision, timestamptz) from public;
