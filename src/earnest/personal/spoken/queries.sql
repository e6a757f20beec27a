-- order_deletion --
-- Order a deletion for the gateway, which may neither see nor erase what it is about.
select personal.order_deletion(
    %(order_id)s, %(customer_id)s, %(device_id)s, %(since)s, %(until)s, %(last_only)s
);

-- order_correction --
-- Order a correction for the gateway.
select personal.order_correction(%(order_id)s, %(customer_id)s, %(recording_id)s, %(sealed_content)s, %(asked_at)s);

-- count_done --
-- How many recordings an order was carried out on; null: not yet.
select personal.count_done(%(order_id)s, %(customer_id)s);

-- is_ordered_gone --
-- Whether what a device heard at a moment was to be deleted.
select personal.is_ordered_gone(%(customer_id)s, %(device_id)s, %(moment)s);

-- count_listened --
-- To how many clips of a customer a reviewer listened, and when last.
select clips, last_at from personal.count_listened(%(customer_id)s);

-- list_open_orders --
-- Orders that are not carried out yet, the oldest first.
select order_id, customer_id, kind, device_id, since, until, recording_id, sealed_content, asked_at
from personal.spoken_orders where done_at is null order by asked_at limit %(limit)s;

-- list_of_order --
-- What is kept of what an order to delete covers.
select recording_id from personal.recordings
where customer_id = %(customer_id)s and captured_at >= %(since)s and captured_at <= %(until)s and erased_at is null
    and (%(device_id)s::uuid is null or device_id = %(device_id)s);

-- end_order --
-- Note that an order is carried out; what was corrected is forgotten, and a period stays, so that nothing comes late.
update personal.spoken_orders
set done_at = %(now)s, recordings = %(recordings)s, recording_id = null, sealed_content = null
where order_id = %(order_id)s and done_at is null;

-- forget_orders --
-- Forget orders that were carried out long ago.
delete from personal.spoken_orders where done_at is not null and asked_at < %(before)s;
