-- count_utterance --
-- Count an utterance and hold the row of its region, programme and month until the transaction ends.
insert into handover.allowances (region, programme, period, utterances) values (%(region)s, %(programme)s, %(period)s, 1)
on conflict (region, programme, period) do update set utterances = allowances.utterances + 1
returning utterances, chosen;

-- set_allowance --
-- Write how many may be chosen now, and count one that was.
update handover.allowances set allowed = %(allowed)s, chosen = chosen + %(added)s
where region = %(region)s and programme = %(programme)s and period = %(period)s;

-- count_chosen_of_person --
-- How often a person was chosen since a day, whether or not the recordings are still there.
select coalesce(sum(chosen), 0) from personal.chosen_counts
where customer_id = %(customer_id)s and day >= %(since)s;

-- count_choice --
-- Count a choice of a person's recording.
insert into personal.chosen_counts (customer_id, day, chosen) values (%(customer_id)s, %(day)s, 1)
on conflict (customer_id, day) do update set chosen = chosen_counts.chosen + 1;
