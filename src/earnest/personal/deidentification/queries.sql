-- insert_link --
-- The only link between the clip and the person.
insert into personal.clip_links (clip_id, recording_id, customer_id, placed_at, cut_after)
values (%(clip_id)s, %(recording_id)s, %(customer_id)s, %(placed_at)s, %(cut_after)s);

-- find_area --
-- Where a person lives, coarsely, and how they take part.
select area, programme from personal.customers where customer_id = %(customer_id)s;

-- list_linked --
-- Clips of a person.
select clip_id from personal.clip_links where customer_id = %(customer_id)s;
