-- What a role may do is narrower than a table: functions that check stand where a grant would let through too much.
-- Grants themselves are in grants.sql, which is derived from the statements that each process runs.

-- audit: a leaf that Earnest does not write is refused, and nobody outside can hold the log -----------------------------

create table audit.kinds (
    kind    text primary key,
    version integer not null,
    fields  text[] not null,
    writers text[] not null
);
comment on table audit.kinds is 'Events that the log takes, written anew from earnest.services.audit.events at each migration';
comment on column audit.kinds.kind is 'name of the event';
comment on column audit.kinds.version is 'newest version of its fields';
comment on column audit.kinds.fields is 'names of the fields of that version, each of which it must have';
comment on column audit.kinds.writers is 'login roles that may write it';

create table audit.head (
    single boolean primary key default true check (single)
);
comment on table audit.head is 'One row whose lock makes appending one at a time; no role has a right on it, so none can hold it but by appending';
comment on column audit.head.single is 'always true';
insert into audit.head default values;

create table audit.consent_leaves (
    consent_event_id uuid primary key,
    purpose          text not null,
    given            boolean not null
);
comment on table audit.consent_leaves is 'Decisions that are in the log, so that none can be written without its leaf';
comment on column audit.consent_leaves.consent_event_id is 'the decision';
comment on column audit.consent_leaves.purpose is 'purpose, as the leaf has it';
comment on column audit.consent_leaves.given is 'yes or no, as the leaf has it';

create function audit.canonical(entry jsonb) returns text
language sql immutable set search_path = pg_catalog, pg_temp as $$
    select '{' || string_agg(to_json(key)::text || ':' || value::text, ',' order by key collate "C") || '}' from jsonb_each(entry)
$$;

create function audit.check_entry(new_entry bytea) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    held jsonb;
    known audit.kinds;
    problem text;
begin
    if octet_length(new_entry) > 4096 then
        raise exception 'a leaf of the audit log is at most 4096 bytes' using errcode = 'check_violation';
    end if;
    begin
        held := convert_from(new_entry, 'UTF8')::jsonb;
        if jsonb_typeof(held) = 'object' then
            problem := case when convert_from(new_entry, 'UTF8') is distinct from audit.canonical(held) then 'canonical JSON' end;
        else
            problem := 'an object';
        end if;
    exception when data_exception or character_not_in_repertoire or untranslatable_character or program_limit_exceeded or statement_too_complex then
        problem := 'JSON';
    end;
    if problem is not null then
        raise exception 'a leaf of the audit log is not %', problem using errcode = 'check_violation';
    end if;
    select * into known from audit.kinds where kind = held ->> 'kind';
    if not found or held -> 'version' is distinct from to_jsonb(known.version) then
        raise exception 'the audit log does not know such an event' using errcode = 'check_violation';
    end if;
    if session_user <> current_user and not (session_user = any(known.writers)) then
        raise exception '% does not write this event', session_user using errcode = 'insufficient_privilege';
    end if;
    if (select array_agg(key order by key) from jsonb_object_keys(held) as key)
        is distinct from (select array_agg(name order by name) from unnest(known.fields) as name) then
        raise exception 'the event has other fields' using errcode = 'check_violation';
    end if;
    if exists (
        select 1 from jsonb_each(held) as field
        where jsonb_typeof(value) not in ('string', 'number', 'boolean', 'null')
           or (jsonb_typeof(value) = 'number' and value::text !~ '^-?(0|[1-9][0-9]{0,15})$')
           or (jsonb_typeof(value) = 'string' and (value #>> '{}') !~ ('^([a-z][a-z0-9_]{0,39}|[0-9a-f]{32}|[0-9a-f]{64}|'
               || '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z)$'))
    ) then
        raise exception 'the event holds something other than identifiers, codes, numbers and times' using errcode = 'check_violation';
    end if;
    return held;
end $$;
revoke all on function audit.canonical(jsonb), audit.check_entry(bytea) from public;

create or replace function audit.append(new_entry bytea) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    next_index bigint;
    held jsonb;
begin
    held := audit.check_entry(new_entry);
    perform 1 from audit.head for update;
    select coalesce(max(leaf_index) + 1, 0) into next_index from audit.leaves;
    insert into audit.leaves (leaf_index, entry, leaf_hash) values (next_index, new_entry, sha256('\x00'::bytea || new_entry));
    if held ->> 'kind' = 'consent_recorded' then
        insert into audit.consent_leaves (consent_event_id, purpose, given)
        values ((held ->> 'consent_event_id')::uuid, held ->> 'purpose', (held ->> 'given')::boolean);
    end if;
    return next_index;
end $$;

-- A rubbish checkpoint must not take the place of the right one of the same size.
alter table audit.checkpoints drop constraint checkpoints_pkey;
alter table audit.checkpoints add constraint checkpoints_note_length check (octet_length(note) <= 10000) not valid;
create unique index checkpoints_once on audit.checkpoints (tree_size, md5(note));

create function audit.add_checkpoint(size bigint, root bytea, signed_note text, moment timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if size < 0 or size > (select coalesce(max(leaf_index) + 1, 0) from audit.leaves)
        or octet_length(root) <> 32 or split_part(signed_note, E'\n', 2) <> size::text then
        raise exception 'this is no checkpoint of this log' using errcode = 'check_violation';
    end if;
    insert into audit.checkpoints (tree_size, root_hash, note, signed_at) values (size, root, signed_note, moment)
    on conflict do nothing;
end $$;
revoke all on function audit.add_checkpoint(bigint, bytea, text, timestamptz) from public;

-- settings that the functions below keep to, and what was in force before --------------------------------------------------

create table handover.caps (
    programme text primary key,
    share     double precision not null check (share between 0 and 1)
);
comment on table handover.caps is 'Most that may be chosen of the utterances of a region and month; written by the supervisor from the settings, and by no process';
comment on column handover.caps.programme is 'programme';
comment on column handover.caps.share is 'share of the utterances, 0 to 1; the ceiling until the supervisor wrote the setting';
insert into handover.caps (programme, share) values ('household', 0), ('general', 0.01), ('panel', 1);

create table audit.settings_in_force (
    single  boolean primary key default true check (single),
    entry   text not null
);
comment on table audit.settings_in_force is 'The settings of the last start, to tell at the next whether they changed';
comment on column audit.settings_in_force.single is 'always true';
comment on column audit.settings_in_force.entry is 'JSON of the settings that the log names';

-- personal: who may decide ------------------------------------------------------------------------------------------------

create function personal.lock_customer(who uuid) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
    select pg_advisory_xact_lock(4711020, hashtext(who::text))
$$;
revoke all on function personal.lock_customer(uuid) from public;

create function personal.record_decision(
    session_token text, event_id uuid, who uuid, purpose text, given boolean, wording_version text, wording_hash bytea,
    wording_language text, moment timestamptz
) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if not exists (
        select 1 from personal.customer_sessions
        where token_hash = sha256(convert_to(session_token, 'UTF8')) and customer_id = who and expires_at > moment
    ) then
        raise exception 'only the person who is signed in decides' using errcode = 'insufficient_privilege';
    end if;
    insert into personal.consent_events (
        consent_event_id, customer_id, purpose, given, wording_version, wording_hash, wording_language, channel, recorded_at
    ) values (event_id, who, purpose, given, wording_version, wording_hash, wording_language, 'portal', moment);
end $$;
revoke all on function personal.record_decision(text, uuid, uuid, text, boolean, text, bytea, text, timestamptz) from public;

create function personal.record_spoken_no(
    event_id uuid, who uuid, wording_version text, wording_hash bytea, wording_language text, moment timestamptz
) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
    insert into personal.consent_events (
        consent_event_id, customer_id, purpose, given, wording_version, wording_hash, wording_language, channel, recorded_at
    ) values (event_id, who, 'human_review', false, wording_version, wording_hash, wording_language, 'voice', moment)
$$;
revoke all on function personal.record_spoken_no(uuid, uuid, text, bytea, text, timestamptz) from public;

create function personal.consent_needs_leaf() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if not exists (
        select 1 from audit.consent_leaves as leaf
        where (leaf.consent_event_id, leaf.purpose, leaf.given) = (new.consent_event_id, new.purpose, new.given)
    ) then
        raise exception 'a decision without its leaf in the audit log' using errcode = 'integrity_constraint_violation';
    end if;
    return null;
end $$;
create constraint trigger consent_needs_leaf after insert on personal.consent_events
    deferrable initially deferred for each row execute function personal.consent_needs_leaf();

-- handover: counts move by the rules only ---------------------------------------------------------------------------------

create function handover.count_utterance(
    in of_region text, in of_programme text, in of_period date, out utterances bigint, out chosen bigint
)
language sql security definer set search_path = pg_catalog, pg_temp as $$
    insert into handover.allowances as counted (region, programme, period, utterances)
    values (of_region, of_programme, of_period, 1)
    on conflict (region, programme, period) do update set utterances = counted.utterances + 1
    returning counted.utterances, counted.chosen
$$;
revoke all on function handover.count_utterance(text, text, date) from public;

create function handover.set_allowance(
    of_region text, of_programme text, of_period date, wanted bigint, choose boolean
) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    may bigint;
begin
    select greatest(allowances.chosen, least(wanted, floor(caps.share * allowances.utterances + 1e-9)::bigint)) into may
    from handover.allowances join handover.caps using (programme)
    where (allowances.region, allowances.programme, allowances.period) = (of_region, of_programme, of_period)
    for update of allowances;
    if not found then
        raise exception 'nothing was counted there' using errcode = 'check_violation';
    end if;
    update handover.allowances set allowed = may, chosen = chosen + case when choose then 1 else 0 end
    where (region, programme, period) = (of_region, of_programme, of_period);
end $$;
revoke all on function handover.set_allowance(text, text, date, bigint, boolean) from public;

create function handover.raise_handed_out(lease uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    leased uuid;
begin
    select clip_id into leased from deidentified.leases where lease_id = lease and ended_at is null;
    if leased is null or exists (select 1 from deidentified.leases where clip_id = leased and lease_id <> lease) then
        return false;
    end if;
    update handover.allowances set handed_out = handed_out + 1
    from handover.clips
    where clips.clip_id = leased
      and (allowances.region, allowances.programme, allowances.period) = (clips.region, clips.programme, clips.period)
      and allowances.handed_out < allowances.chosen;
    return found;
end $$;
revoke all on function handover.raise_handed_out(uuid) from public;

-- deidentified: locks of this side only -----------------------------------------------------------------------------------

create function deidentified.hold_clip(clip text) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
    select pg_advisory_xact_lock(4711003, hashtext(clip))
$$;
create function deidentified.try_clip(clip text) returns boolean
language sql security definer set search_path = pg_catalog, pg_temp as $$
    select pg_try_advisory_xact_lock(4711002, hashtext(clip))
$$;
create function deidentified.hold_snapshots() returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
    select pg_advisory_xact_lock(4711004, 0)
$$;
create function deidentified.hold_releases() returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
    select pg_advisory_xact_lock(4711005, 0)
$$;
revoke all on function deidentified.hold_clip(text), deidentified.try_clip(text), deidentified.hold_snapshots(),
    deidentified.hold_releases() from public;

-- sign-in: a process proves that it was given the password, and never sees what it is checked against ---------------------------

create function personal.sign_in_parameters(of_login text) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select regexp_replace(password_hash, '\$[^$]*$', '') from personal.customers where login = of_login
$$;
revoke all on function personal.sign_in_parameters(text) from public;

create function personal.open_session(
    of_login text, proof text, session_token_hash bytea, moment timestamptz, until timestamptz
) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    who uuid;
begin
    select customer_id into who from personal.customers
    where login = of_login and split_part(password_hash, '$', 6) = proof and length(proof) > 20;
    if who is not null then
        insert into personal.customer_sessions (token_hash, customer_id, created_at, expires_at)
        values (session_token_hash, who, moment, least(until, moment + interval '12 hours'));
    end if;
    return who;
end $$;
revoke all on function personal.open_session(text, text, bytea, timestamptz, timestamptz) from public;

create function staff.sign_in_parameters(of_name text, out staff_id uuid, out parameters text, out sealed_totp bytea)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select members.staff_id, regexp_replace(password_hash, '\$[^$]*$', ''), members.sealed_totp
    from staff.members where members.name = of_name and active
$$;
revoke all on function staff.sign_in_parameters(text) from public;

create function staff.open_session(
    who uuid, proof text, step bigint, session_token_hash bytea, moment timestamptz, until timestamptz
) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    update staff.members set last_totp_step = step
    where staff_id = who and active and split_part(password_hash, '$', 6) = proof and length(proof) > 20
      and last_totp_step < step and step <= extract(epoch from moment) / 30 + 2;
    if not found then
        return false;
    end if;
    insert into staff.sessions (token_hash, staff_id, created_at, last_used_at, expires_at)
    values (session_token_hash, who, moment, moment, least(until, moment + interval '12 hours'));
    return true;
end $$;
revoke all on function staff.open_session(uuid, text, bigint, bytea, timestamptz, timestamptz) from public;

-- personal: erasures wait until the log may tell of them without telling which clip was made from which recording -----------------

create table personal.erasures (
    recording_id uuid primary key,
    reason       text not null,
    day          date not null
);
comment on table personal.erasures is 'Erased recordings of which the log does not tell yet: it does so on the next day, in no order that follows theirs';
comment on column personal.erasures.recording_id is 'the recording; its key is destroyed';
comment on column personal.erasures.reason is 'code of the reason';
comment on column personal.erasures.day is 'day of the erasure (UTC)';

-- what nobody of ours needs: large objects, and the locks that anybody could hold against all others ------------------------------

do $$
declare
    signature regprocedure;
begin
    for signature in
        select oid::regprocedure from pg_proc
        where pronamespace = 'pg_catalog'::regnamespace
          and (proname ~ '^(lo_|pg_advisory_|pg_try_advisory_)' or proname in ('loread', 'lowrite'))
    loop
        begin
            execute format('revoke execute on function %s from public', signature);
        exception when insufficient_privilege then
            -- The owner of a database elsewhere may not; the threat model says what remains there.
            raise notice 'public may still execute %', signature;
        end;
    end loop;
end $$;
