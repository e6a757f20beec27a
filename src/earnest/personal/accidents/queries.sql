-- add_count --
-- Count an accident of a device and day.
insert into personal.wake_counts (customer_id, device_id, day, kind, count)
values (%(customer_id)s, %(device_id)s, %(day)s, %(kind)s, 1)
on conflict (customer_id, day, device_id, kind) do update set count = wake_counts.count + 1;

-- list_weeks --
-- Accidents of one person's devices by week (Monday) and kind, newest first.
select date_trunc('week', day)::date as monday, kind, sum(count)::integer
from personal.wake_counts
where customer_id = %(customer_id)s and day >= %(since)s
group by monday, kind
order by monday desc, kind;

-- list_device_weeks --
-- Accidents of each of one person's devices by week (Monday) and kind, newest first.
select date_trunc('week', day)::date as monday, device_id, kind, sum(count)::integer
from personal.wake_counts
where customer_id = %(customer_id)s and day >= %(since)s
group by monday, device_id, kind
order by monday desc, device_id, kind;

-- list_untaken --
-- Clips whose verdict on the wake word was not taken back to this side yet.
select clip_id, recording_id, customer_id, cut_after
from personal.clip_links
where not wake_taken
order by placed_at;

-- take_verdict --
-- Mark a verdict as taken; no row where another transaction took it meanwhile.
update personal.clip_links set wake_taken = true
where clip_id = %(clip_id)s and not wake_taken;

-- find_device --
-- Region of the person and device and purposes of a recording; the row may be gone.
select customers.region, recordings.device_id, recordings.purposes, recordings.erased_at is null and recordings.erasures = customers.erasures as living
from personal.customers
left join personal.recordings on recordings.customer_id = customers.customer_id and recordings.recording_id = %(recording_id)s
where customers.customer_id = %(customer_id)s;

-- insert_link --
-- Remember whose example it is.
insert into personal.wake_links (example_id, customer_id, recording_id, delete_after)
values (%(example_id)s, %(customer_id)s, %(recording_id)s, %(delete_after)s);

-- list_expired_links --
-- Examples past their end date.
delete from personal.wake_links where delete_after <= %(now)s returning example_id;

-- delete_old_counts --
-- Counts past their end.
delete from personal.wake_counts where day < %(before)s;
