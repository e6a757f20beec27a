-- The list of people whom a breach affects takes two people: it is made only when a second one agreed, and sealed to both (RG6).

alter table handover.affected_lists
    add column asked_by   uuid,
    add column second_key bytea check (length(second_key) = 32),
    add column agreed_by  uuid,
    add column agreed_at  timestamptz,
    add check ((agreed_at is null) = (agreed_by is null)),
    add check ((agreed_at is null) = (second_key is null)),
    add check (agreed_by <> asked_by);
comment on column handover.affected_lists.asked_by is 'the officer who asked; null: asked before two people were needed';
comment on column handover.affected_lists.second_key is 'X25519 key of the second person, to which the list is sealed as well; null: no one agreed';
comment on column handover.affected_lists.agreed_by is 'the other officer; null: no one agreed';
comment on column handover.affected_lists.agreed_at is 'when';

create function handover.ask_for_affected(
    list uuid, breach uuid, of_region text, from_when timestamptz, to_when timestamptz, key bytea, session_token text, moment timestamptz
) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    officer uuid := handover.officer_of(session_token, moment);
begin
    if officer is null then
        return null;
    end if;
    insert into handover.affected_lists (list_id, breach_id, region, since, until, public_key, asked_at, asked_by)
    values (list, breach, of_region, from_when, to_when, key, moment, officer);
    return officer;
end $$;
comment on function handover.ask_for_affected(uuid, uuid, text, timestamptz, timestamptz, bytea, text, timestamptz) is 'Asks who is affected, in the name of the officer whose session it is; null where it is none';
revoke all on function handover.ask_for_affected(uuid, uuid, text, timestamptz, timestamptz, bytea, text, timestamptz) from public;

create function handover.agree_to_affected(list uuid, key bytea, session_token text, moment timestamptz) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    officer uuid := handover.officer_of(session_token, moment);
begin
    update handover.affected_lists set agreed_by = officer, agreed_at = moment, second_key = key
    where list_id = list and ended_at is null and agreed_at is null and public_key <> key and exists (
        select from staff.members as one join staff.members as other on other.staff_id = officer
        where one.staff_id = asked_by and one.staff_id <> other.staff_id and one.active and other.active
          and (one.person_reference = other.person_reference) is not true
          and 'privacy_officer' in (one.role, other.role));
    return case when found then officer end;
end $$;
comment on function handover.agree_to_affected(uuid, bytea, text, timestamptz) is 'Agrees to a list as the second person, with a key of their own; null where that cannot be';
revoke all on function handover.agree_to_affected(uuid, bytea, text, timestamptz) from public;

create function handover.keep_affected() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if old.sealed is null and new.sealed is not null and new.agreed_at is null and handover.needs_two_people() then
        raise exception 'two people are needed' using errcode = 'insufficient_privilege';
    end if;
    if (new.public_key, new.asked_by) is distinct from (old.public_key, old.asked_by)
        or old.agreed_at is not null and (new.second_key, new.agreed_by) is distinct from (old.second_key, old.agreed_by) then
        raise exception 'to whom a list is sealed stays as it is' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
comment on function handover.keep_affected() is 'Lets a list be made only for two people; only the trigger calls it';
revoke all on function handover.keep_affected() from public;
create trigger keep_affected before update on handover.affected_lists for each row execute function handover.keep_affected();
