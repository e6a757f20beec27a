-- Escalations (S23, DC4-DC8): what a reviewer hears that may be a danger goes to a safety officer by a clock, and ends in a decision.

create table handover.escalations (
    escalation_id  uuid primary key,
    clip_id        uuid not null,
    region         text not null,
    category       text not null check (category in ('danger_to_life', 'child', 'violence', 'crime', 'self_harm')),
    raised_by      uuid not null,
    raised_at      timestamptz not null,
    due_at         timestamptz not null,
    taken_by       uuid,
    taken_at       timestamptz,
    decision       text check (decision in ('emergency_called', 'police_informed', 'child_protection_informed',
                                            'customer_offered_help', 'no_danger', 'not_real', 'cannot_be_assessed')),
    decided_by     uuid,
    decided_at     timestamptz,
    told_at        timestamptz,
    contacted_by   uuid,
    contacted_at   timestamptz,
    paid_minutes   integer check (paid_minutes between 0 and 480),
    late_noted_at  timestamptz,
    constraint closed_by_a_decision check (
        (decided_at is null and decision is null and decided_by is null)
        or (decided_at is not null and decision is not null and decided_by is not null and taken_at is not null)),
    check ((taken_at is null) = (taken_by is null)),
    check ((contacted_at is null) = (contacted_by is null))
);
create index on handover.escalations (raised_by);
create index on handover.escalations (clip_id);
comment on table handover.escalations is 'Clips in which a reviewer heard a danger; kept as long as the audit log, because it is what the organisation has to answer for';
comment on column handover.escalations.escalation_id is 'random identifier';
comment on column handover.escalations.clip_id is 'the clip';
comment on column handover.escalations.region is 'country of the clip; decides which roster and contacts count';
comment on column handover.escalations.category is 'what kind of danger';
comment on column handover.escalations.raised_by is 'the reviewer, who is told what became of it and whom a person contacts (DC8)';
comment on column handover.escalations.raised_at is 'when';
comment on column handover.escalations.due_at is 'until when a safety officer takes it (DC4)';
comment on column handover.escalations.taken_by is 'the safety officer';
comment on column handover.escalations.taken_at is 'when it was taken; null: nobody has it yet';
comment on column handover.escalations.decision is 'coded decision; nothing else closes an escalation';
comment on column handover.escalations.decided_by is 'the safety officer who decided';
comment on column handover.escalations.decided_at is 'when; null: open';
comment on column handover.escalations.told_at is 'when the reviewer was shown what became of it; null: not yet';
comment on column handover.escalations.contacted_by is 'the well-being officer who contacted the reviewer (DC8)';
comment on column handover.escalations.contacted_at is 'when; null: not yet';
comment on column handover.escalations.paid_minutes is 'paid time that the reviewer got afterwards; null: none yet';
comment on column handover.escalations.late_noted_at is 'when the log was told that it was not taken in time; null: it was not late';

create function handover.keep_escalation() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if tg_op <> 'UPDATE' or old.decided_at is not null and (new.decision, new.decided_by, new.decided_at)
            is distinct from (old.decision, old.decided_by, old.decided_at)
        or (new.escalation_id, new.clip_id, new.region, new.category, new.raised_by, new.raised_at, new.due_at)
            is distinct from (old.escalation_id, old.clip_id, old.region, old.category, old.raised_by, old.raised_at, old.due_at)
        or old.taken_at is not null and new.taken_at is distinct from old.taken_at then
        raise exception 'an escalation is neither removed nor rewritten' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
comment on function handover.keep_escalation() is 'Keeps escalations and decisions as they were; only the trigger calls it';
revoke all on function handover.keep_escalation() from public;
create trigger keep_escalation before update or delete on handover.escalations
    for each row execute function handover.keep_escalation();
create trigger keep_escalations before truncate on handover.escalations
    for each statement execute function handover.keep_escalation();

create table handover.approvals (
    escalation_id uuid not null references handover.escalations,
    act           text not null check (act in ('open_evidence', 'extend_hold', 'identify')),
    member        uuid not null,
    approved_at   timestamptz not null,
    primary key (escalation_id, act, member)
);
comment on table handover.approvals is 'Who approved an act that needs two people (DC6, DC7)';
comment on column handover.approvals.escalation_id is 'the escalation';
comment on column handover.approvals.act is 'open_evidence, extend_hold or identify';
comment on column handover.approvals.member is 'who approved; each counts once';
comment on column handover.approvals.approved_at is 'when';

create function handover.is_approved(of_escalation uuid, asked text) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select count(distinct member) >= 2
        and bool_or(role = 'safety_officer')
        and (asked <> 'identify' or bool_or(role = 'privacy_officer'))
    from handover.approvals join staff.members on staff_id = member and active
    where escalation_id = of_escalation and act = asked and role in ('safety_officer', 'privacy_officer')
$$;
comment on function handover.is_approved(uuid, text) is 'Whether two different active officers approved an act; for identify one of each kind';
revoke all on function handover.is_approved(uuid, text) from public;

create table handover.evidence (
    escalation_id uuid primary key references handover.escalations,
    sealed        bytea not null,
    wrapped_key   bytea not null,
    hold_reason   text not null check (hold_reason in ('open_escalation', 'criminal_investigation', 'court_order')),
    hold_until    timestamptz not null,
    sealed_at     timestamptz not null
);
comment on table handover.evidence is 'Copy of an escalated clip under a key of its own (DC6); outlives the clip until its hold ends, then removed';
comment on column handover.evidence.escalation_id is 'the escalation';
comment on column handover.evidence.sealed is 'disguised sound and de-identified words, sealed';
comment on column handover.evidence.wrapped_key is 'key of the seal, wrapped by the evidence key, which the corpus worker alone reads';
comment on column handover.evidence.hold_reason is 'why it is kept although the clip may be deleted (Art. 17(3) GDPR)';
comment on column handover.evidence.hold_until is 'when it is removed';
comment on column handover.evidence.sealed_at is 'when it was made';

create function handover.open_evidence(of_escalation uuid, moment timestamptz) returns table (sealed bytea, wrapped_key bytea)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select evidence.sealed, evidence.wrapped_key from handover.evidence
    where escalation_id = of_escalation and hold_until > moment and handover.is_approved(of_escalation, 'open_evidence')
$$;
comment on function handover.open_evidence(uuid, timestamptz) is 'Sealed evidence, for who has the key, once two officers approved; nothing before';
revoke all on function handover.open_evidence(uuid, timestamptz) from public;

create function handover.extend_hold(of_escalation uuid, reason text, until timestamptz, moment timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if not coalesce(handover.is_approved(of_escalation, 'extend_hold'), false) or until > moment + interval '366 days' then
        return false;
    end if;
    update handover.evidence set hold_reason = reason, hold_until = until where escalation_id = of_escalation;
    delete from handover.approvals where escalation_id = of_escalation and act = 'extend_hold';
    return true;
end $$;
comment on function handover.extend_hold(uuid, text, timestamptz, timestamptz) is 'Another end of a hold, at most a year away, once two officers approved; the approvals are spent';
revoke all on function handover.extend_hold(uuid, text, timestamptz, timestamptz) from public;

create table handover.identifications (
    escalation_id uuid primary key references handover.escalations,
    tell_customer boolean not null,
    asked_at      timestamptz not null,
    outcome       text check (outcome in ('done', 'gone')),
    ended_at      timestamptz
);
comment on table handover.identifications is 'Requests to the personal side to find who spoke (DC7); only a status comes back';
comment on column handover.identifications.escalation_id is 'the escalation; who spoke is not here';
comment on column handover.identifications.tell_customer is 'false where telling the customer is forbidden by law';
comment on column handover.identifications.asked_at is 'when';
comment on column handover.identifications.outcome is 'done: the personal side found the customer and noted it there; gone: nothing is left of the recording';
comment on column handover.identifications.ended_at is 'when; null: it waits for both approvals or for the worker';

create table personal.disclosures (
    escalation_id uuid primary key,
    customer_id   uuid not null references personal.customers on delete cascade,
    category      text not null,
    tell_customer boolean not null,
    found_at      timestamptz not null
);
create index on personal.disclosures (customer_id);
comment on table personal.disclosures is 'Customers who were identified after an escalation, with two officers'' approval (DC7); shown in their portal unless telling is forbidden';
comment on column personal.disclosures.escalation_id is 'the escalation';
comment on column personal.disclosures.customer_id is 'who';
comment on column personal.disclosures.category is 'what kind of danger';
comment on column personal.disclosures.tell_customer is 'false where telling is forbidden by law';
comment on column personal.disclosures.found_at is 'when';

create schema oversight;
create table oversight.duty (
    duty_id   uuid primary key,
    country   text not null check (country ~ '^[A-Z]{2}$'),
    member    uuid not null references staff.members on delete cascade,
    begins_at timestamptz not null,
    ends_at   timestamptz not null check (ends_at > begins_at)
);
create index on oversight.duty (member);
comment on table oversight.duty is 'Duty roster of safety officers (DC4)';
comment on column oversight.duty.duty_id is 'random identifier';
comment on column oversight.duty.country is 'whose escalations';
comment on column oversight.duty.member is 'the safety officer';
comment on column oversight.duty.begins_at is 'from when';
comment on column oversight.duty.ends_at is 'until when';

create table oversight.country_entries (
    country    text not null check (country ~ '^[A-Z]{2}$'),
    entry      text not null,
    content    text not null check (length(content) between 1 and 2000),
    written_by uuid not null references staff.members on delete cascade,
    written_at timestamptz not null,
    primary key (country, entry)
);
create index on oversight.country_entries (written_by);
comment on table oversight.country_entries is 'What the organisation wrote into the matrix of countries (DC5): contacts and legal text, which it owns';
comment on column oversight.country_entries.country is 'ISO 3166-1 alpha-2';
comment on column oversight.country_entries.entry is 'name of the entry';
comment on column oversight.country_entries.content is 'contact or legal text';
comment on column oversight.country_entries.written_by is 'the privacy officer who wrote it';
comment on column oversight.country_entries.written_at is 'when';

create table oversight.active_countries (
    country      text primary key check (country ~ '^[A-Z]{2}$'),
    activated_by uuid not null references staff.members on delete cascade,
    activated_at timestamptz not null
);
create index on oversight.active_countries (activated_by);
comment on table oversight.active_countries is 'Countries whose matrix is complete and that the organisation declared active (DC5)';
comment on column oversight.active_countries.country is 'ISO 3166-1 alpha-2';
comment on column oversight.active_countries.activated_by is 'the privacy officer';
comment on column oversight.active_countries.activated_at is 'when';

alter table deidentified.leases drop constraint leases_outcome_check;
alter table deidentified.leases add constraint leases_outcome_check check (outcome in (
    'labelled', 'rejected', 'expired', 'withdrawn', 'returned', 'ejected', 'taken_back', 'set_aside', 'escalated'));

create function oversight.list_duty(since timestamptz) returns table (
    duty_id uuid, country text, member uuid, name text, begins_at timestamptz, ends_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select duty.duty_id, duty.country, duty.member, members.name, duty.begins_at, duty.ends_at
    from oversight.duty join staff.members on members.staff_id = duty.member
    where duty.ends_at > since order by duty.country, duty.begins_at
$$;
comment on function oversight.list_duty(timestamptz) is 'The roster from a moment on, with sign-in names';
revoke all on function oversight.list_duty(timestamptz) from public;

create function oversight.add_duty(line uuid, of_country text, of_name text, begins timestamptz, ends timestamptz) returns table (member uuid)
language sql security definer set search_path = pg_catalog, pg_temp as $$
    insert into oversight.duty (duty_id, country, member, begins_at, ends_at)
    select line, of_country, staff_id, begins, ends from staff.members
    where members.name = of_name and role = 'safety_officer' and active
    returning duty.member
$$;
comment on function oversight.add_duty(uuid, text, text, timestamptz, timestamptz) is 'Puts an active safety officer on duty; nothing where there is none of this name';
revoke all on function oversight.add_duty(uuid, text, text, timestamptz, timestamptz) from public;
create index escalated on deidentified.leases (clip_id) where outcome = 'escalated';
