-- Breach register (RG6, GDPR Art. 33-34): entries that are never changed; the 72-hour clock runs from when the organisation became aware.

create schema accountability;
comment on schema accountability is 'What the organisation shows to an authority: breaches, statements on the law, evidence packs; no data of customers';

create table accountability.breach_entries (
    entry_id    uuid primary key,
    breach_id   uuid not null,
    place       integer not null check (place between 1 and 1000),
    kind        text not null check (kind in ('aware', 'assessed', 'measure', 'authority_told', 'people_told', 'no_need_to_tell', 'remark', 'closed')),
    happened_at timestamptz not null,
    risk        text check (risk in ('none', 'risk', 'high')),
    nature      text check (nature in ('confidentiality', 'integrity', 'availability')),
    people      bigint check (people between 0 and 9007199254740991),
    remark      text not null check (length(remark) <= 4000),
    member      uuid not null,
    entered_at  timestamptz not null,
    unique (breach_id, place),
    check ((place = 1) = (kind = 'aware')),
    check (happened_at <= entered_at),
    check ((kind = 'assessed') = (risk is not null))
);
comment on table accountability.breach_entries is 'Register of personal data breaches (Art. 33(5)), entry by entry; kept as long as the audit log';
comment on column accountability.breach_entries.entry_id is 'random identifier';
comment on column accountability.breach_entries.breach_id is 'random identifier of the breach';
comment on column accountability.breach_entries.place is 'which entry of the breach it is, from 1';
comment on column accountability.breach_entries.kind is 'what happened: aware, assessed, measure, authority_told, people_told, no_need_to_tell, remark or closed';
comment on column accountability.breach_entries.happened_at is 'when; of the first entry when the organisation became aware, from which 72 hours run';
comment on column accountability.breach_entries.risk is 'for those affected, where assessed: none, risk or high; high: they are told too (Art. 34)';
comment on column accountability.breach_entries.nature is 'what was lost: confidentiality, integrity or availability; null: not known yet';
comment on column accountability.breach_entries.people is 'about how many are affected; null: not known yet';
comment on column accountability.breach_entries.remark is 'facts, effects and what was done, in the officer''s words; without names, and not in the evidence pack';
comment on column accountability.breach_entries.member is 'officer who entered it';
comment on column accountability.breach_entries.entered_at is 'when it was entered';

create table accountability.breach_reminders (
    breach_id uuid not null,
    late      boolean not null,
    noted_at  timestamptz not null,
    primary key (breach_id, late)
);
comment on table accountability.breach_reminders is 'Of which breach the log was told that its 72 hours end or ended; each once';
comment on column accountability.breach_reminders.breach_id is 'the breach';
comment on column accountability.breach_reminders.late is 'whether the 72 hours had passed';
comment on column accountability.breach_reminders.noted_at is 'when';

create function accountability.keep_entry() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    raise exception 'an entry of the register is neither changed nor removed' using errcode = 'insufficient_privilege';
end $$;
comment on function accountability.keep_entry() is 'Keeps entries as they are; only the triggers call it';
revoke all on function accountability.keep_entry() from public;
create trigger keep_entry before update or delete on accountability.breach_entries
    for each row execute function accountability.keep_entry();
create trigger keep_entries before truncate on accountability.breach_entries
    for each statement execute function accountability.keep_entry();

create function accountability.check_breach_entry() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if exists (select from accountability.breach_entries where breach_id = new.breach_id and kind = 'closed')
        or new.place <> 1 + (select count(*) from accountability.breach_entries where breach_id = new.breach_id) then
        raise exception 'an entry follows the one before it, and nothing follows the last' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
comment on function accountability.check_breach_entry() is 'Lets an entry follow the one before it; only the trigger calls it';
revoke all on function accountability.check_breach_entry() from public;
create trigger check_breach_entry before insert on accountability.breach_entries
    for each row execute function accountability.check_breach_entry();

-- Who is affected is found by the personal side and sealed to a key that no process holds.
create table handover.affected_lists (
    list_id    uuid primary key,
    breach_id  uuid not null,
    region     text check (region ~ '^[A-Z]{2}$'),
    since      timestamptz not null,
    until      timestamptz not null,
    public_key bytea not null check (length(public_key) = 32),
    asked_at   timestamptz not null,
    people     bigint,
    sealed     bytea,
    ended_at   timestamptz,
    check (since < until),
    check ((ended_at is null) = (people is null))
);
comment on table handover.affected_lists is 'Lists of people whom a breach affects, asked for by the officer, made and sealed by the personal side; the sealed list is removed after 30 days';
comment on column handover.affected_lists.list_id is 'random identifier';
comment on column handover.affected_lists.breach_id is 'the breach';
comment on column handover.affected_lists.region is 'country of the people; null: all';
comment on column handover.affected_lists.since is 'first moment of recording that counts';
comment on column handover.affected_lists.until is 'first moment that does not count any more';
comment on column handover.affected_lists.public_key is 'X25519 key to which the list is sealed; its private half lies with the officer and with no process';
comment on column handover.affected_lists.asked_at is 'when';
comment on column handover.affected_lists.people is 'how many are on the list; null: not made yet';
comment on column handover.affected_lists.sealed is 'the list, sealed; null: not made yet, or removed';
comment on column handover.affected_lists.ended_at is 'when it was made; null: not yet';
