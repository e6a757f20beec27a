-- Stops (S25, S26, RG1-RG3): one officer stops what people hear and what is learned, at once; two people let it go on. What cannot
-- be known counts as stopped.

create table handover.stops (
    stop_id    uuid primary key,
    scope      text not null check (scope in ('everything', 'region', 'language', 'vendor', 'purpose', 'programme')),
    value      text check ((value is null) = (scope = 'everything')),
    reason     text not null check (reason in ('authority_order', 'privacy_incident', 'security_incident', 'legal_review',
                                               'quality_problem', 'drill', 'state_unknown')),
    stopped_by uuid check ((stopped_by is null) = (reason = 'state_unknown')),
    stopped_at timestamptz not null,
    resumed_at timestamptz
);
create index live_stops on handover.stops (stop_id) where resumed_at is null;
comment on table handover.stops is 'What was stopped, of whom and why; kept as long as the audit log, because it is what the organisation has to answer for';
comment on column handover.stops.stop_id is 'random identifier';
comment on column handover.stops.scope is 'everything, region, language, vendor, purpose or programme';
comment on column handover.stops.value is 'which one: a country, a language, the identifier of a vendor, a purpose, a programme; null for everything';
comment on column handover.stops.reason is 'why, as a code; state_unknown where the data were an older copy that does not hold the stop';
comment on column handover.stops.stopped_by is 'the officer; null where a start stopped it';
comment on column handover.stops.stopped_at is 'when';
comment on column handover.stops.resumed_at is 'when two people let it go on; null: it is stopped';

create table handover.resumptions (
    stop_id uuid not null references handover.stops,
    act     text not null check (act in ('request', 'approve')),
    member  uuid not null,
    reason  text check (reason in ('cause_removed', 'order_lifted', 'stopped_by_mistake', 'drill_over')),
    at      timestamptz not null,
    primary key (stop_id, act),
    unique (stop_id, member),
    check ((reason is null) = (act = 'approve'))
);
comment on table handover.resumptions is 'Who asked that a stop ends, and who agreed: two people (RG3)';
comment on column handover.resumptions.stop_id is 'the stop';
comment on column handover.resumptions.act is 'request or approve';
comment on column handover.resumptions.member is 'the officer';
comment on column handover.resumptions.reason is 'why it may go on, as a code; null for the approval';
comment on column handover.resumptions.at is 'when';

create table handover.stop_state (
    single  boolean primary key default true check (single),
    changes bigint not null check (changes >= 0)
);
comment on table handover.stop_state is 'How many stops and ends of stops there were: where that is not what the table of stops holds, everything is stopped (RG2)';
comment on column handover.stop_state.single is 'there is one row';
comment on column handover.stop_state.changes is 'stops that were begun, and ended';
insert into handover.stop_state (changes) values (0);

-- Two people: of two accounts of one person one counts. One of them is a privacy officer.
create function handover.is_resumed_by_two(of_stop uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select from handover.resumptions as asked
        join handover.resumptions as agreed on agreed.stop_id = asked.stop_id and agreed.act = 'approve'
        join staff.members as one on one.staff_id = asked.member and one.active
        join staff.members as other on other.staff_id = agreed.member and other.active
        where asked.stop_id = of_stop and asked.act = 'request' and one.staff_id <> other.staff_id
          and (one.person_reference = other.person_reference) is not true
          and one.role in ('privacy_officer', 'safety_officer') and other.role in ('privacy_officer', 'safety_officer')
          and 'privacy_officer' in (one.role, other.role)
    )
$$;
comment on function handover.is_resumed_by_two(uuid) is 'Whether two different people, active officers and one of them for privacy, let a stop end';
revoke all on function handover.is_resumed_by_two(uuid) from public;

create function handover.keep_stop() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if tg_op = 'INSERT' then
        if new.resumed_at is not null then
            raise exception 'a stop begins as a stop' using errcode = 'insufficient_privilege';
        end if;
    elsif tg_op <> 'UPDATE' or old.resumed_at is not null or new.resumed_at is null
        or (new.stop_id, new.scope, new.value, new.reason, new.stopped_by, new.stopped_at)
            is distinct from (old.stop_id, old.scope, old.value, old.reason, old.stopped_by, old.stopped_at)
        or not handover.is_resumed_by_two(old.stop_id) then
        raise exception 'a stop is neither removed nor rewritten, and ends by two people' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
comment on function handover.keep_stop() is 'Keeps stops as they were until two people end them; only the trigger calls it';
revoke all on function handover.keep_stop() from public;
create trigger keep_stop before insert or update or delete on handover.stops
    for each row execute function handover.keep_stop();

create function handover.count_stop() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    update handover.stop_state set changes = changes + 1;
    return null;
end $$;
comment on function handover.count_stop() is 'Counts stops and their ends; only the trigger calls it';
revoke all on function handover.count_stop() from public;
create trigger count_stop after insert or update on handover.stops
    for each row execute function handover.count_stop();

create function handover.keep_rows() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    raise exception 'these rows are neither removed nor rewritten' using errcode = 'insufficient_privilege';
end $$;
comment on function handover.keep_rows() is 'Refuses; only triggers call it';
revoke all on function handover.keep_rows() from public;
create trigger keep_stops before truncate on handover.stops for each statement execute function handover.keep_rows();
create trigger keep_resumption before update or delete on handover.resumptions for each row execute function handover.keep_rows();
create trigger keep_resumptions before truncate on handover.resumptions for each statement execute function handover.keep_rows();
create trigger keep_stop_state before delete on handover.stop_state for each row execute function handover.keep_rows();
create trigger keep_stop_states before truncate on handover.stop_state for each statement execute function handover.keep_rows();

-- What is stopped now. A replica may be behind, a row may be missing: then everything is.
create function handover.live_stops() returns table (stop_id uuid, scope text, value text, reason text, stopped_at timestamptz)
language sql stable rows 1 security definer set search_path = pg_catalog, pg_temp as $$
    select stops.stop_id, stops.scope, stops.value, stops.reason, stops.stopped_at
    from handover.stops where stops.resumed_at is null
    union all
    select null, 'everything', null, 'state_unknown', null
    where pg_is_in_recovery()
       or not exists (select from handover.stop_state
                      where changes = (select count(*) + count(resumed_at) from handover.stops))
$$;
comment on function handover.live_stops() is 'What is stopped now; everything where it cannot be known';
revoke all on function handover.live_stops() from public;

create function handover.ended_stops(since timestamptz) returns table (scope text, value text)
language sql stable rows 1 security definer set search_path = pg_catalog, pg_temp as $$
    select stops.scope, stops.value from handover.stops where stops.resumed_at is null or stops.resumed_at > since
$$;
comment on function handover.ended_stops(timestamptz) is 'What is stopped, or was until after a moment';
revoke all on function handover.ended_stops(timestamptz) from public;

create function handover.find_stop(of_purpose text, of_region text, of_language text, of_programme text, of_selection text) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select stop.reason from handover.live_stops() as stop
    where stop.scope = 'everything'
       or (stop.scope = 'purpose' and stop.value = of_purpose)
       or (stop.scope = 'region' and stop.value = of_region)
       or (stop.scope = 'language' and stop.value = of_language)
       or (stop.scope = 'programme' and (stop.value = of_programme or (stop.value = 'campaign' and of_selection = 'campaign')))
    limit 1
$$;
comment on function handover.find_stop(text, text, text, text, text) is 'Why something is stopped, by what is known of it; null where it is not. What is not known of it hits nothing';
revoke all on function handover.find_stop(text, text, text, text, text) from public;

-- Who acts is the person whose session it is, not whom the process names.
create function handover.officer_of(session_token text, moment timestamptz) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select members.staff_id from staff.sessions join staff.members using (staff_id)
    where sessions.token_hash = sha256(convert_to(session_token, 'UTF8')) and sessions.expires_at > moment
      and members.active and members.role in ('privacy_officer', 'safety_officer')
$$;
comment on function handover.officer_of(text, timestamptz) is 'The officer whose live session this is; null where it is none';
revoke all on function handover.officer_of(text, timestamptz) from public;

create function handover.begin_stop(
    new_stop uuid, of_scope text, of_value text, why text, session_token text, moment timestamptz
) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    officer uuid := handover.officer_of(session_token, moment);
begin
    if officer is null or why = 'state_unknown' then
        return null;
    end if;
    insert into handover.stops (stop_id, scope, value, reason, stopped_by, stopped_at)
    values (new_stop, of_scope, of_value, why, officer, moment);
    return officer;
end $$;
comment on function handover.begin_stop(uuid, text, text, text, text, timestamptz) is 'Stops something in the name of the officer whose session it is; null where it is none';
revoke all on function handover.begin_stop(uuid, text, text, text, text, timestamptz) from public;

create function handover.request_resumption(of_stop uuid, why text, session_token text, moment timestamptz) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    officer uuid := handover.officer_of(session_token, moment);
begin
    perform from handover.stops where stop_id = of_stop and resumed_at is null for update;
    if not found or officer is null
        or exists (select from handover.resumptions where stop_id = of_stop) then
        return null;
    end if;
    insert into handover.resumptions (stop_id, act, member, reason, at) values (of_stop, 'request', officer, why, moment);
    return officer;
end $$;
comment on function handover.request_resumption(uuid, text, text, timestamptz) is 'Asks that a stop ends, in the name of the officer whose session it is; null where it is none, or it was asked before';
revoke all on function handover.request_resumption(uuid, text, text, timestamptz) from public;

create function handover.approve_resumption(of_stop uuid, session_token text, moment timestamptz) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    officer uuid := handover.officer_of(session_token, moment);
begin
    perform from handover.stops where stop_id = of_stop and resumed_at is null for update;
    if not found or officer is null or exists (select from handover.resumptions where stop_id = of_stop and member = officer) then
        return null;
    end if;
    insert into handover.resumptions (stop_id, act, member, at) values (of_stop, 'approve', officer, moment);
    if not handover.is_resumed_by_two(of_stop) then
        raise exception 'two people are needed, one of them a privacy officer' using errcode = 'insufficient_privilege';
    end if;
    update handover.stops set resumed_at = moment where stop_id = of_stop;
    return officer;
end $$;
comment on function handover.approve_resumption(uuid, text, timestamptz) is 'Ends a stop in the name of a second officer whose session it is; null where it is none, nothing was asked, or it is the same officer';
revoke all on function handover.approve_resumption(uuid, text, timestamptz) from public;

-- No clip is given and no sound is noted as leaving while it is stopped, whatever the process asks.
create function handover.refuse_stopped_lease() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if exists (
        select from handover.clips
        where clips.clip_id = new.clip_id
          and handover.find_stop('human_review', clips.region, clips.language, clips.programme, clips.selection_reason) is not null
    ) or exists (
        select from staff.members join handover.live_stops() as stop on stop.scope = 'vendor' and stop.value = members.vendor_id::text
        where members.staff_id = new.staff_id
    ) then
        return null;
    end if;
    return new;
end $$;
comment on function handover.refuse_stopped_lease() is 'Leaves out leases of what is stopped, and of people of a vendor that is; only triggers call it';
revoke all on function handover.refuse_stopped_lease() from public;
create trigger stopped_clips_stay before insert on deidentified.leases
    for each row execute function handover.refuse_stopped_lease();
create trigger stopped_sound_stays before update of sound_left_at on deidentified.leases
    for each row when (new.sound_left_at is distinct from old.sound_left_at) execute function handover.refuse_stopped_lease();

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

-- A stop outlives a restored copy: its identifier is in the list outside the data folder, and so is its end.
alter table tombstones.tombstones drop constraint tombstones_kind_check;
alter table tombstones.tombstones add constraint tombstones_kind_check check (kind in (
    'recording', 'clip', 'no_own_history', 'no_automatic_learning', 'no_human_review', 'no_wake_word_learning', 'stop', 'stop_ended'));
comment on column tombstones.tombstones.kind is 'recording, clip, the no of a person to a purpose, a stop, or the end of one';
comment on column tombstones.tombstones.identifier is 'of recording, clip, person or stop';

create function tombstones.note_stop() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    insert into tombstones.tombstones (kind, identifier, ended_at)
    values (case when tg_op = 'INSERT' then 'stop' else 'stop_ended' end, new.stop_id, coalesce(new.resumed_at, new.stopped_at))
    on conflict (kind, identifier) do nothing;
    return null;
end $$;
comment on function tombstones.note_stop() is 'Notes stops and their ends; only the trigger calls it';
revoke all on function tombstones.note_stop() from public;
create trigger stops_are_noted after insert or update of resumed_at on handover.stops
    for each row execute function tombstones.note_stop();

create function handover.stop_unknown(stop_ids uuid[], moment timestamptz) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    stopped bigint;
begin
    insert into handover.stops (stop_id, scope, reason, stopped_at)
    select listed, 'everything', 'state_unknown', moment from unnest(stop_ids) as listed
    on conflict (stop_id) do nothing;
    get diagnostics stopped = row_count;
    insert into handover.stop_state (changes) select count(*) + count(resumed_at) from handover.stops
    on conflict (single) do update set changes = excluded.changes;
    return stopped;
end $$;
comment on function handover.stop_unknown(uuid[], timestamptz) is 'Stops everything for each stop that this database does not hold; the owner calls it at a start, with the list of all. Returns how many';
revoke all on function handover.stop_unknown(uuid[], timestamptz) from public;

create function handover.count_hit(of_scope text, of_value text, out waiting bigint, out in_hand bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    with hit as (
        select clips.clip_id from handover.clips
        where clips.waits_for is not null and (of_scope in ('everything', 'vendor') or of_value = case of_scope
            when 'purpose' then 'human_review' when 'region' then clips.region when 'language' then clips.language
            when 'programme' then case of_value when 'campaign' then clips.selection_reason else clips.programme end end)
    )
    select (select count(*) from hit where of_scope <> 'vendor'),
        (select count(*) from deidentified.leases join staff.members using (staff_id)
         where ended_at is null and clip_id in (select hit.clip_id from hit)
           and (of_scope <> 'vendor' or members.vendor_id::text = of_value))
$$;
comment on function handover.count_hit(text, text) is 'How many clips a stop keeps waiting, and how many are in the hands of reviewers; counts only';
revoke all on function handover.count_hit(text, text) from public;
