-- find_private_until --
-- When the private hour of a customer ends that runs at one of two moments; null where none does.
select greatest(
    personal.private_until(%(customer_id)s, %(moment)s), personal.private_until(%(customer_id)s, %(other)s)
);

-- begin_by_voice --
-- Begin a private hour for the gateway, which can end none.
select personal.begin_private_hour(%(private_hour_id)s, %(customer_id)s, %(begins_at)s, %(ends_at)s);

-- insert_private_hour --
-- Begin a private hour for a customer who is signed in.
insert into personal.private_hours (private_hour_id, customer_id, begins_at, ends_at)
values (%(private_hour_id)s, %(customer_id)s, %(begins_at)s, %(ends_at)s);

-- end_private_hours --
-- End what runs of one customer; what was said until now stays private.
update personal.private_hours set ends_at = greatest(begins_at, %(now)s)
where customer_id = %(customer_id)s and ends_at > %(now)s;

-- find_begun_until --
-- End of what a customer began and did not end.
select max(ends_at) from personal.private_hours
where customer_id = %(customer_id)s and begins_at <= %(now)s and ends_at > %(now)s;

-- list_schedules --
-- Weekly private hours of one customer.
select schedule_id, weekdays, starts, ends, time_zone from personal.private_schedules
where customer_id = %(customer_id)s
order by starts, schedule_id;

-- count_schedules --
-- How many weekly private hours a customer has.
select count(*) from personal.private_schedules where customer_id = %(customer_id)s;

-- insert_schedule --
-- Add a weekly private hour.
insert into personal.private_schedules (schedule_id, customer_id, weekdays, starts, ends, time_zone)
values (%(schedule_id)s, %(customer_id)s, %(weekdays)s, %(starts)s, %(ends)s, %(time_zone)s);

-- knows_time_zone --
-- Whether the database knows a time zone by this name.
select 1 from pg_catalog.pg_timezone_names where name = %(time_zone)s;

-- delete_schedule --
-- Remove a weekly private hour; scope: the customer's own.
delete from personal.private_schedules where schedule_id = %(schedule_id)s and customer_id = %(customer_id)s;

-- delete_past --
-- Forget private hours that ended a day ago or earlier.
delete from personal.private_hours where ends_at < %(before)s;
