-- Processors (TR7, GDPR Art. 13(1)(e)-(f), 28, 30): who else handles personal data, where, and what makes a transfer lawful.

create table handover.processors (
    processor_id uuid primary key,
    name         text not null check (length(name) between 1 and 200),
    country      text not null check (country ~ '^[A-Z]{2}$'),
    service      text not null check (service in ('hosting', 'storage', 'keys', 'review', 'support', 'other')),
    does         text not null check (length(does) between 1 and 500),
    transfer     text not null check (transfer in ('none', 'adequacy', 'standard_clauses', 'binding_rules', 'derogation')),
    reference    text check (length(reference) between 1 and 200),
    since        date not null,
    added_at     timestamptz not null,
    ended_at     timestamptz,
    check (transfer in ('none', 'adequacy') or reference is not null)
);
comment on table handover.processors is 'Processors and where they are, kept by the administrator, shown to customers and in the evidence pack; companies, not people';
comment on column handover.processors.processor_id is 'random identifier';
comment on column handover.processors.name is 'company';
comment on column handover.processors.country is 'where data are handled, ISO 3166-1 alpha-2';
comment on column handover.processors.service is 'hosting, storage, keys, review, support or other';
comment on column handover.processors.does is 'what it does, in words for customers';
comment on column handover.processors.transfer is 'what makes a transfer lawful; none: nothing leaves the European Economic Area';
comment on column handover.processors.reference is 'contract or decision, such as the number of the standard clauses';
comment on column handover.processors.since is 'day on which it began';
comment on column handover.processors.added_at is 'when it was entered';
comment on column handover.processors.ended_at is 'when it ended; null: it goes on';

create function handover.keep_processor() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if tg_op <> 'UPDATE' or old.ended_at is not null
        or (new.processor_id, new.name, new.country, new.service, new.does, new.transfer, new.reference, new.since, new.added_at)
            is distinct from (old.processor_id, old.name, old.country, old.service, old.does, old.transfer, old.reference, old.since, old.added_at) then
        raise exception 'a processor ends and is not rewritten' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
comment on function handover.keep_processor() is 'Lets a processor end and nothing else; only the trigger calls it';
revoke all on function handover.keep_processor() from public;
create trigger keep_processor before update or delete on handover.processors
    for each row execute function handover.keep_processor();
create trigger keep_processors before truncate on handover.processors
    for each statement execute function handover.keep_processor();

create function handover.list_employers() returns table (name text, countries text[])
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select vendors.name, array(select distinct sites.country from staff.sites where sites.vendor_id = vendors.vendor_id order by 1)
    from staff.vendors order by vendors.name
$$;
comment on function handover.list_employers() is 'Employers of reviewers and the countries of their sites, from the tenants themselves; for customers and the evidence pack';
revoke all on function handover.list_employers() from public;
