-- find_guest_code --
-- The code on the card of one customer.
select code from personal.guest_codes where customer_id = %(customer_id)s;

-- put_guest_code --
-- Make the code of a card, or another one in its place; earlier cards lead to a privacy officer then.
insert into personal.guest_codes (customer_id, code, made_at) values (%(customer_id)s, %(code)s, %(now)s)
on conflict (customer_id) do update set code = excluded.code, made_at = excluded.made_at;

-- find_household --
-- Whose card has this code, unless too much waits there.
select customer_id from personal.guest_codes
where code = %(code)s and (
    select count(*) from personal.claims
    where claims.customer_id = guest_codes.customer_id and claims.decided_at is null
) < %(most)s;

-- insert_claim --
-- Keep a claim.
insert into personal.claims (claim_id, customer_id, request_id, status_hash, wish, since, until, wrapped_key, sealed_content, made_at)
values (%(claim_id)s, %(customer_id)s, %(request_id)s, %(status_hash)s, %(wish)s, %(since)s, %(until)s, %(wrapped_key)s, %(sealed_content)s, %(now)s);

-- list_claims --
-- Claims at one customer's devices, those without an answer first.
select claim_id, customer_id, request_id, wish, since, until, wrapped_key, sealed_content, sealed_answer, made_at, decided_at
from personal.claims where customer_id = %(customer_id)s
order by decided_at is not null, made_at desc limit 50;

-- hold_claim --
-- One claim at a customer's devices, held until the transaction ends.
select claim_id, customer_id, request_id, wish, since, until, wrapped_key, sealed_content, sealed_answer, made_at, decided_at
from personal.claims where claim_id = %(claim_id)s and customer_id = %(customer_id)s for update;

-- find_by_status --
-- The claim that a person asks after.
select claim_id, customer_id, request_id, wish, since, until, wrapped_key, sealed_content, sealed_answer, made_at, decided_at
from personal.claims where status_hash = %(status_hash)s;

-- decide_claim --
-- Note the decision, and what the person may read.
update personal.claims set decided_at = %(now)s, sealed_answer = %(sealed_answer)s where claim_id = %(claim_id)s and decided_at is null;
