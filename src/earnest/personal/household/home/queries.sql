-- find_home --
-- The sealed timers and lists of one household.
select sealed_content from personal.homes where customer_id = %(customer_id)s;

-- put_home --
-- Keep timers and lists in the place of the earlier ones.
insert into personal.homes (customer_id, sealed_content, updated_at)
values (%(customer_id)s, %(sealed_content)s, %(updated_at)s)
on conflict (customer_id) do update set sealed_content = excluded.sealed_content, updated_at = excluded.updated_at;
