-- count_chosen_of_person --
-- How often a person was chosen since a day, whether or not the recordings are still there.
select coalesce(sum(chosen), 0) from personal.chosen_counts
where customer_id = %(customer_id)s and day >= %(since)s;

-- count_choice --
-- Count a choice of a person's recording.
insert into personal.chosen_counts (customer_id, day, chosen) values (%(customer_id)s, %(day)s, 1)
on conflict (customer_id, day) do update set chosen = chosen_counts.chosen + 1;
