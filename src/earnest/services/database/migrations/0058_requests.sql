-- Requests of data subjects with the legal clock (RI8): one month from the day on which a request came in (GDPR Art. 12(3)).

create table handover.requests (
    request_id       uuid primary key,
    kind             text not null check (kind in ('access', 'export', 'rectification', 'erasure', 'restriction', 'objection',
                                                   'claim', 'human_review', 'transport_data')),
    pseudonym        text check (pseudonym ~ '^[0-9a-f]{32}$'),
    opened_at        timestamptz not null,
    due_at           timestamptz not null,
    extension_reason text check (extension_reason in ('complex', 'many_requests')),
    extended_at      timestamptz,
    outcome          text check (outcome in ('fulfilled', 'fulfilled_in_part', 'withdrawn_by_person', 'nothing_held',
                                             'refused_unfounded', 'refused_excessive', 'refused_not_identified',
                                             'refused_rights_of_others')),
    ended_at         timestamptz,
    soon_noted_at    timestamptz,
    late_noted_at    timestamptz,
    check (due_at > opened_at and due_at <= opened_at + interval '4 months'),
    check ((extension_reason is null) = (extended_at is null)),
    check ((outcome is null) = (ended_at is null))
);
create index on handover.requests (pseudonym, opened_at desc);
create index on handover.requests (due_at) where ended_at is null;
comment on table handover.requests is 'Requests of data subjects, by pseudonym, with the day by which each is answered; kept 36 months after the end of the year in which one ended';
comment on column handover.requests.request_id is 'random identifier';
comment on column handover.requests.kind is 'what is asked: access, export, rectification, erasure, restriction, objection, claim, human_review or transport_data';
comment on column handover.requests.pseudonym is 'pseudonym of the person, as in the audit log; null: the person has no account';
comment on column handover.requests.opened_at is 'when the request came in, which may be a day before it was entered';
comment on column handover.requests.due_at is 'until when it is answered: one month, three where it was prolonged (GDPR Art. 12(3))';
comment on column handover.requests.extension_reason is 'why two more months are needed: complex or many_requests; null: not prolonged';
comment on column handover.requests.extended_at is 'when the person was told of the longer time; null: not prolonged';
comment on column handover.requests.outcome is 'coded answer; null: open';
comment on column handover.requests.ended_at is 'when it was answered; null: open';
comment on column handover.requests.soon_noted_at is 'when the log was told that it is due within a week; null: not yet';
comment on column handover.requests.late_noted_at is 'when the log was told that its day passed; null: it was not late';

create function handover.keep_request() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    day timestamp := new.opened_at at time zone 'UTC';
begin
    if tg_op = 'INSERT' then
        if new.due_at <> (day + interval '1 month') at time zone 'UTC' or new.ended_at is not null or new.extended_at is not null then
            raise exception 'a request begins open and with one month' using errcode = 'insufficient_privilege';
        end if;
    elsif (new.request_id, new.kind, new.pseudonym, new.opened_at)
            is distinct from (old.request_id, old.kind, old.pseudonym, old.opened_at)
        or old.ended_at is not null and (new.outcome, new.ended_at, new.due_at, new.extended_at, new.extension_reason)
            is distinct from (old.outcome, old.ended_at, old.due_at, old.extended_at, old.extension_reason)
        or (new.due_at, new.extended_at) is distinct from (old.due_at, old.extended_at)
            and (old.extended_at is not null or new.extended_at is null or new.extended_at >= old.due_at
                or new.due_at <> (day + interval '3 months') at time zone 'UTC') then
        raise exception 'a request is not rewritten, and its day moves once, before it' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
comment on function handover.keep_request() is 'Keeps requests as they came in and answers as they were given; only the trigger calls it';
revoke all on function handover.keep_request() from public;
create trigger keep_request before insert or update on handover.requests
    for each row execute function handover.keep_request();

create function handover.keep_register() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if tg_op = 'TRUNCATE' or old.ended_at is null or old.ended_at > now() - interval '3 years' then
        raise exception 'what the register holds is removed three years after the answer' using errcode = 'insufficient_privilege';
    end if;
    return old;
end $$;
comment on function handover.keep_register() is 'Lets old answers go and nothing else; only the trigger calls it';
revoke all on function handover.keep_register() from public;
create trigger keep_register before delete on handover.requests
    for each row execute function handover.keep_register();
create trigger keep_whole_register before truncate on handover.requests
    for each statement execute function handover.keep_register();
