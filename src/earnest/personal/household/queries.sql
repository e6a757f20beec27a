-- find_names --
-- The sealed list of one customer.
select sealed_content from personal.household_names where customer_id = %(customer_id)s;

-- put_names --
-- Keep a list in the place of the earlier one.
insert into personal.household_names (customer_id, sealed_content, updated_at)
values (%(customer_id)s, %(sealed_content)s, %(updated_at)s)
on conflict (customer_id) do update set sealed_content = excluded.sealed_content, updated_at = excluded.updated_at;

-- delete_names --
-- Forget a customer's list.
delete from personal.household_names where customer_id = %(customer_id)s;
