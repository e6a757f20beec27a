-- find_speaker --
-- Who spoke a clip.
select customer_id from personal.clip_links where clip_id = %(clip_id)s;

-- note_disclosure --
-- Note that a customer was identified after an escalation.
insert into personal.disclosures (escalation_id, customer_id, category, tell_customer, found_at)
values (%(escalation_id)s, %(customer_id)s, %(category)s, %(tell_customer)s, %(now)s)
on conflict (escalation_id) do nothing;

-- list_disclosures --
-- What a customer is told of: when they were identified and why.
select escalation_id, category, found_at from personal.disclosures
where customer_id = %(customer_id)s and tell_customer order by found_at desc;

-- list_affected_people --
-- Customers of whom recordings of a time are kept, for the list that is sealed to the officer.
select login, customers.region, language, count(*) as recordings
from personal.recordings join personal.customers using (customer_id)
where captured_at >= %(since)s and captured_at < %(until)s
    and (%(region)s::text is null or recordings.region = %(region)s)
group by customer_id, login, customers.region, language order by login;
