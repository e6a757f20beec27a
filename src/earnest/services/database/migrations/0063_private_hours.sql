-- A private hour: while one runs nothing that is said at a customer's devices is kept, whatever was agreed to (CN10, S29).

create table personal.private_hours (
    private_hour_id uuid primary key,
    customer_id     uuid not null references personal.customers on delete cascade,
    begins_at       timestamptz not null,
    ends_at         timestamptz not null check (ends_at >= begins_at and ends_at <= begins_at + interval '24 hours')
);
create index private_hours_customer on personal.private_hours (customer_id, ends_at);
comment on table personal.private_hours is 'Private hours that were begun by a button or by voice; forgotten a day after their end';
comment on column personal.private_hours.private_hour_id is 'random';
comment on column personal.private_hours.customer_id is 'at whose devices nothing is kept';
comment on column personal.private_hours.begins_at is 'from when on';
comment on column personal.private_hours.ends_at is 'until when; not included';

create table personal.private_schedules (
    schedule_id uuid primary key,
    customer_id uuid not null references personal.customers on delete cascade,
    weekdays    smallint[] not null check (weekdays <> '{}' and weekdays <@ array[1, 2, 3, 4, 5, 6, 7]::smallint[]),
    starts      time not null,
    ends        time not null check (ends <> starts),
    time_zone   text not null
);
create index private_schedules_customer on personal.private_schedules (customer_id);
comment on table personal.private_schedules is 'Private hours that come again each week';
comment on column personal.private_schedules.schedule_id is 'random';
comment on column personal.private_schedules.customer_id is 'at whose devices nothing is kept';
comment on column personal.private_schedules.weekdays is 'days on which it begins; 1 Monday to 7 Sunday';
comment on column personal.private_schedules.starts is 'from when on, local time';
comment on column personal.private_schedules.ends is 'until when, local time; before the start: on the next day';
comment on column personal.private_schedules.time_zone is 'whose local time; a name of the IANA database';

-- One definition of private for the gateway, the page and the table of recordings.
create function personal.private_until(who uuid, moment timestamptz) returns timestamptz
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select max(ends_at) from (
        select ends_at from personal.private_hours
        where customer_id = who and begins_at <= moment and moment < ends_at
        union all
        select span.ends_at
        from personal.private_schedules as schedule
        cross join lateral (values (0), (1)) as back(days)
        cross join lateral (select (moment at time zone schedule.time_zone)::date - back.days) as day(began)
        cross join lateral (
            select (day.began + schedule.starts) at time zone schedule.time_zone,
                (day.began + schedule.ends + case when schedule.ends < schedule.starts then interval '1 day' else interval '0' end)
                    at time zone schedule.time_zone
        ) as span(begins_at, ends_at)
        where schedule.customer_id = who and extract(isodow from day.began) = any(schedule.weekdays)
            and span.begins_at <= moment and moment < span.ends_at
    ) as running
$$;
comment on function personal.private_until(uuid, timestamptz) is 'When the private hour ends that runs for a customer at a moment; null where none runs';
revoke all on function personal.private_until(uuid, timestamptz) from public;

-- The gateway begins one by voice. It can end none, and reads none of the schedules.
create function personal.begin_private_hour(hour_id uuid, who uuid, from_moment timestamptz, to_moment timestamptz) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
    insert into personal.private_hours (private_hour_id, customer_id, begins_at, ends_at)
    values (hour_id, who, from_moment, to_moment)
$$;
comment on function personal.begin_private_hour(uuid, uuid, timestamptz, timestamptz) is 'Begins a private hour by voice; a role that may only do this can neither end one nor shorten it';
revoke all on function personal.begin_private_hour(uuid, uuid, timestamptz, timestamptz) from public;

create function personal.keep_nothing_private() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if personal.private_until(new.customer_id, new.captured_at) is not null then
        raise exception 'nothing of a private hour is kept' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
comment on function personal.keep_nothing_private() is 'Refuses a recording of a private hour, whatever the process thinks; only the trigger calls it';
revoke all on function personal.keep_nothing_private() from public;
create trigger keep_nothing_private before insert on personal.recordings
    for each row execute function personal.keep_nothing_private();
