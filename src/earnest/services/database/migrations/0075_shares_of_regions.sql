-- A region may have a share of its own below that of its programme: one officer lowers it, two people raise it (SP1, AC10).

alter table handover.two_person_requests
    add column region text check (region ~ '^[A-Z]{2}$'),
    add check (region is null or act = 'raise_share');
comment on column handover.two_person_requests.region is 'country whose share is asked for (ISO 3166-1 alpha-2); null: of the whole programme, or an export';

create table handover.region_shares (
    programme  text not null check (programme in ('general', 'panel')),
    region     text not null check (region ~ '^[A-Z]{2}$'),
    share      double precision not null check (share >= 0 and share <= 1),
    request_id uuid references handover.two_person_requests,
    set_by     uuid not null,
    set_at     timestamptz not null,
    primary key (programme, region)
);
comment on table handover.region_shares is 'Shares of single regions; in force is the smaller one of this and the share of the programme';
comment on column handover.region_shares.programme is 'programme';
comment on column handover.region_shares.region is 'country (ISO 3166-1 alpha-2)';
comment on column handover.region_shares.share is 'share of the utterances, 0 to 1';
comment on column handover.region_shares.request_id is 'what two people approved that raised it; null: it was lowered, or a household set it';
comment on column handover.region_shares.set_by is 'the officer who set it, or who approved it as the second person';
comment on column handover.region_shares.set_at is 'when';

create function handover.keep_region_share() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'the share of a region is set, not removed' using errcode = 'insufficient_privilege';
    end if;
    if handover.needs_two_people()
        and new.share > coalesce(case when tg_op = 'UPDATE' then old.share end,
            (select share from handover.caps where caps.programme = new.programme), 0)
        and not exists (
            select from handover.two_person_requests as asked
            where asked.request_id = new.request_id and (asked.programme, asked.region) = (new.programme, new.region)
              and asked.share = new.share and asked.used_at = new.set_at) then
        raise exception 'two people raise a share' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
comment on function handover.keep_region_share() is 'Lets the share of a region rise only by what two people approved; only the trigger calls it';
revoke all on function handover.keep_region_share() from public;
create trigger keep_region_share before insert or update or delete on handover.region_shares
    for each row execute function handover.keep_region_share();
create trigger keep_region_shares before truncate on handover.region_shares for each statement execute function handover.keep_rows();

create function handover.region_share(of_programme text, of_region text) returns double precision
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select least(caps.share, (select share from handover.region_shares where (programme, region) = (of_programme, of_region)))
    from handover.caps where programme = of_programme
$$;
comment on function handover.region_share(text, text) is 'Share in force of a programme in a region; null for an unknown programme';
revoke all on function handover.region_share(text, text) from public;

create function handover.lower_region_share(
    of_programme text, of_region text, wanted double precision, session_token text, moment timestamptz
) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    officer uuid := handover.officer_of(session_token, moment);
begin
    perform from handover.caps where programme = of_programme for update;
    if officer is null or (handover.needs_two_people() and wanted > handover.region_share(of_programme, of_region)) then
        return false;
    end if;
    insert into handover.region_shares (programme, region, share, set_by, set_at)
    values (of_programme, of_region, wanted, officer, moment)
    on conflict (programme, region) do update
        set share = excluded.share, request_id = null, set_by = excluded.set_by, set_at = excluded.set_at;
    return true;
end $$;
comment on function handover.lower_region_share(text, text, double precision, text, timestamptz) is 'Lowers the share of a region at once, in the name of the officer whose session it is; a household also raises it. False where that takes two people, or there is no such session';
revoke all on function handover.lower_region_share(text, text, double precision, text, timestamptz) from public;

create or replace function handover.keep_act() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if tg_op <> 'UPDATE'
        or (new.request_id, new.act, new.programme, new.region, new.share, new.requested_by, new.requested_at, new.ends_at)
            is distinct from (old.request_id, old.act, old.programme, old.region, old.share, old.requested_by, old.requested_at, old.ends_at)
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

drop function handover.request_act(uuid, text, text, double precision, text, timestamptz);
create function handover.request_act(
    new_request uuid, what text, of_programme text, of_region text, of_share double precision, session_token text, moment timestamptz
) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    officer uuid := handover.officer_of(session_token, moment);
begin
    if officer is null then
        return null;
    end if;
    insert into handover.two_person_requests (request_id, act, programme, region, share, requested_by, requested_at, ends_at)
    values (new_request, what, of_programme, of_region, of_share, officer, moment, moment + interval '7 days');
    return officer;
end $$;
comment on function handover.request_act(uuid, text, text, text, double precision, text, timestamptz) is 'Asks for an act in the name of the officer whose session it is; null where it is none';
revoke all on function handover.request_act(uuid, text, text, text, double precision, text, timestamptz) from public;

create or replace function handover.approve_act(of_request uuid, session_token text, moment timestamptz) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    officer uuid := handover.officer_of(session_token, moment);
    asked handover.two_person_requests;
begin
    if officer is null then
        return null;
    end if;
    update handover.two_person_requests set approved_by = officer, approved_at = moment
    where request_id = of_request and approved_at is null and ends_at > moment and requested_by <> officer
    returning * into asked;
    if not found then
        return null;
    end if;
    -- The share of a programme is put in force at a start, that of a region at once.
    if asked.region is not null then
        update handover.two_person_requests set used_at = moment where request_id = of_request;
        insert into handover.region_shares (programme, region, share, request_id, set_by, set_at)
        values (asked.programme, asked.region, asked.share, of_request, officer, moment)
        on conflict (programme, region) do update
            set share = excluded.share, request_id = excluded.request_id, set_by = excluded.set_by, set_at = excluded.set_at;
    end if;
    return officer;
end $$;
comment on function handover.approve_act(uuid, text, timestamptz) is 'Approves an act as the second person whose session it is, and puts the share of a region in force; null where that cannot be';

create or replace function handover.put_share(of_programme text, wanted double precision, most_alone double precision, moment timestamptz) returns boolean
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
            where act = 'raise_share' and programme = of_programme and region is null and share >= wanted
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

create or replace function handover.set_allowance(
    of_region text, of_programme text, of_period date, wanted bigint, choose boolean
) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    may bigint;
begin
    if choose and not handover.is_active_country(of_region) then
        raise exception 'no clip is chosen of a country that was not declared active' using errcode = 'check_violation';
    end if;
    if choose and handover.find_stop('human_review', of_region, null, of_programme, null) is not null then
        raise exception 'no clip is chosen while it is stopped' using errcode = 'check_violation';
    end if;
    select greatest(allowances.chosen,
        least(wanted, floor(handover.region_share(of_programme, of_region) * allowances.utterances + 1e-9)::bigint)) into may
    from handover.allowances join handover.caps using (programme)
    where (allowances.region, allowances.programme, allowances.period) = (of_region, of_programme, of_period)
    for update of allowances;
    if not found then
        raise exception 'nothing was counted there' using errcode = 'check_violation';
    end if;
    update handover.allowances set allowed = may, chosen = chosen + case when choose then 1 else 0 end
    where (region, programme, period) = (of_region, of_programme, of_period);
end $$;
