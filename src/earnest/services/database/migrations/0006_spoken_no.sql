-- A spoken no takes its clips away in its own transaction, although the gateway may not see whose clip is whose.

create function personal.withdraw_from_review(who uuid, moment timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    taken uuid;
begin
    update personal.recordings set review_state = 'withdrawn'
    where customer_id = who and review_state in ('waiting', 'placed');
    for taken in
        insert into handover.withdrawals (clip_id, reason, withdrawn_at)
        select clip_id, 'consent_withdrawn', moment from personal.clip_links where customer_id = who order by clip_id
        on conflict (clip_id) do nothing
        returning clip_id
    loop
        -- The same bytes as earnest.services.audit.events.ClipWithdrawn.entry(); a test compares them.
        perform audit.append(convert_to(format(
            '{"at":"%s","clip_id":"%s","kind":"clip_withdrawn","reason":"consent_withdrawn","version":1}',
            to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), taken
        ), 'UTF8'));
    end loop;
end $$;
comment on function personal.withdraw_from_review(uuid, timestamptz) is 'Withdraws every clip of one person and stops what waits for a reviewer; tells nothing of what it found, so that the gateway learns no link between a person and a clip';
revoke all on function personal.withdraw_from_review(uuid, timestamptz) from public;
grant execute on function personal.withdraw_from_review(uuid, timestamptz) to earnest_device_gateway;
