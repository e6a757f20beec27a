-- What a person asks for by voice about what is kept: to delete it, or to correct it. The gateway, which may neither read
-- nor erase a recording, writes down the order; the personal worker carries it out by what the portal's buttons do.

create table personal.spoken_orders (
    order_id       uuid primary key,
    customer_id    uuid not null references personal.customers on delete cascade,
    kind           text not null check (kind in ('delete', 'correct')),
    device_id      uuid,
    since          timestamptz,
    until          timestamptz check (until >= since and until <= asked_at),
    recording_id   uuid,
    sealed_content bytea,
    asked_at       timestamptz not null,
    done_at        timestamptz,
    recordings     bigint check (recordings >= 0),
    check (kind <> 'delete' or (since is not null and until is not null)),
    check (kind <> 'correct' or done_at is not null or (recording_id is not null and sealed_content is not null))
);
create index spoken_orders_customer on personal.spoken_orders (customer_id, asked_at);
create index spoken_orders_open on personal.spoken_orders (asked_at) where done_at is null;
comment on table personal.spoken_orders is 'Deletions and corrections that were asked for by voice; forgotten a day later';
comment on column personal.spoken_orders.order_id is 'random';
comment on column personal.spoken_orders.customer_id is 'at whose device it was said';
comment on column personal.spoken_orders.kind is 'delete or correct';
comment on column personal.spoken_orders.device_id is 'delete: only what this device heard; null: all devices of the customer';
comment on column personal.spoken_orders.since is 'delete: what was said from then on; included';
comment on column personal.spoken_orders.until is 'delete: what was said until then; included';
comment on column personal.spoken_orders.recording_id is 'correct: which recording';
comment on column personal.spoken_orders.sealed_content is 'correct: what was said instead, sealed with the key of the customer';
comment on column personal.spoken_orders.asked_at is 'when it was said';
comment on column personal.spoken_orders.done_at is 'when it was carried out; null: not yet';
comment on column personal.spoken_orders.recordings is 'how many recordings were deleted or corrected';

-- Everything that an order to delete covers, in one place.
create function personal.is_ordered_gone(who uuid, device uuid, moment timestamptz) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (
        select 1 from personal.spoken_orders
        where customer_id = who and kind = 'delete' and since <= moment and moment <= until
            and (spoken_orders.device_id is null or spoken_orders.device_id = device)
    )
$$;
comment on function personal.is_ordered_gone(uuid, uuid, timestamptz) is 'Whether what was said at a moment was to be deleted by voice';
revoke all on function personal.is_ordered_gone(uuid, uuid, timestamptz) from public;

create function personal.order_deletion(
    new_order uuid, who uuid, device uuid, from_moment timestamptz, to_moment timestamptz, last_only boolean
) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    taken uuid;
    begins timestamptz := from_moment;
begin
    if last_only then
        select coalesce(max(captured_at), to_moment) into begins from personal.recordings
        where customer_id = who and recordings.device_id = device and erased_at is null
            and captured_at between from_moment and to_moment;
    end if;
    insert into personal.spoken_orders (order_id, customer_id, kind, device_id, since, until, asked_at)
    values (new_order, who, 'delete', device, begins, to_moment, to_moment);
    -- From here on no person is given it, also while the worker that deletes it is away.
    update personal.recordings set review_state = 'withdrawn'
    where customer_id = who and review_state in ('waiting', 'placed')
        and personal.is_ordered_gone(who, recordings.device_id, captured_at);
    for taken in
        insert into handover.withdrawals (clip_id, reason, withdrawn_at)
        select clip_id, 'deleted_by_customer', to_moment
        from personal.clip_links join personal.recordings using (recording_id)
        where clip_links.customer_id = who and recordings.customer_id = who
            and personal.is_ordered_gone(who, recordings.device_id, captured_at)
        order by clip_id
        on conflict (clip_id) do nothing
        returning clip_id
    loop
        -- The same bytes as earnest.services.audit.events.ClipWithdrawn.entry(); a test compares them.
        perform audit.append(convert_to(format(
            '{"at":"%s","clip_id":"%s","kind":"clip_withdrawn","reason":"deleted_by_customer","version":1}',
            to_char(to_moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), taken
        ), 'UTF8'));
    end loop;
end $$;
comment on function personal.order_deletion(uuid, uuid, uuid, timestamptz, timestamptz, boolean) is 'Orders that what one person said in a period is deleted, and takes it from review at once; tells nothing of what it found';
revoke all on function personal.order_deletion(uuid, uuid, uuid, timestamptz, timestamptz, boolean) from public;

create function personal.order_correction(new_order uuid, who uuid, recording uuid, sealed bytea, moment timestamptz) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
    insert into personal.spoken_orders (order_id, customer_id, kind, recording_id, sealed_content, asked_at)
    values (new_order, who, 'correct', recording, sealed, moment)
$$;
comment on function personal.order_correction(uuid, uuid, uuid, bytea, timestamptz) is 'Orders that a recording of one person is corrected; whether it is theirs is looked at where it is done';
revoke all on function personal.order_correction(uuid, uuid, uuid, bytea, timestamptz) from public;

create function personal.count_done(asked uuid, who uuid) returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select recordings from personal.spoken_orders where order_id = asked and customer_id = who and done_at is not null
$$;
comment on function personal.count_done(uuid, uuid) is 'How many recordings an order was carried out on; null: it is not carried out yet';
revoke all on function personal.count_done(uuid, uuid) from public;

-- For "who listened to me?": how much and when last, and of whose clips the gateway learns nothing.
create function personal.count_listened(who uuid, out clips bigint, out last_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select count(distinct receipts.clip_id), max(receipts.recorded_at)
    from personal.clip_links join handover.receipts using (clip_id)
    where clip_links.customer_id = who and receipts.kind = 'played'
$$;
comment on function personal.count_listened(uuid) is 'To how many clips of one person a reviewer has listened, and when last';
revoke all on function personal.count_listened(uuid) from public;

-- What still waited to be kept when its deletion was ordered is not kept, whatever the process thinks.
create function personal.keep_nothing_ordered_gone() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if personal.is_ordered_gone(new.customer_id, new.device_id, new.captured_at) then
        raise exception 'what was to be deleted is not kept' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
comment on function personal.keep_nothing_ordered_gone() is 'Refuses a recording whose deletion was asked for by voice; only the trigger calls it';
revoke all on function personal.keep_nothing_ordered_gone() from public;
create trigger keep_nothing_ordered_gone before insert on personal.recordings
    for each row execute function personal.keep_nothing_ordered_gone();
