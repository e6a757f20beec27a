-- lock_customer --
-- Let one transaction after the other change what belongs to a person; ends with the transaction.
select personal.lock_customer(%(customer_id)s);

-- note_erased_all --
-- From now on nothing that the customer said until then is stored.
update personal.customers set erasures = erasures + 1, erased_all_at = clock_timestamp() where customer_id = %(customer_id)s;

-- count_erasures --
-- How often the customer has deleted everything.
select erasures from personal.customers where customer_id = %(customer_id)s;

-- insert_customer --
-- Add a customer; nothing where the login is taken.
insert into personal.customers (customer_id, login, password_hash, region, area, language, programme, is_child, created_at)
values (%(customer_id)s, %(login)s, %(password_hash)s, %(region)s, %(area)s, %(language)s, %(programme)s, %(is_child)s, %(created_at)s)
on conflict (login) do nothing;

-- set_password --
-- Give a customer a new password.
update personal.customers set password_hash = %(password_hash)s where customer_id = %(customer_id)s;

-- find_customer --
-- One customer by identifier.
select customer_id, login, region, language, programme, is_child, retention_days, restricted_at is not null as restricted
from personal.customers
where customer_id = %(customer_id)s;

-- find_customer_by_login --
-- One customer by login.
select customer_id, login, region, language, programme, is_child, retention_days, restricted_at is not null as restricted
from personal.customers
where login = %(login)s;

-- find_sign_in_parameters --
-- What a password of a login is hashed with; never the hash.
select personal.sign_in_parameters(%(login)s);

-- list_customers --
-- All customers, oldest first.
select customer_id, login, region, language, programme, is_child, retention_days, restricted_at is not null as restricted
from personal.customers
order by created_at, customer_id;

-- insert_device --
-- Add a device to a customer.
insert into personal.devices (device_id, customer_id, name, token_hash, created_at)
values (%(device_id)s, %(customer_id)s, %(name)s, %(token_hash)s, %(created_at)s);

-- list_devices --
-- The devices of one customer, oldest first.
select device_id, customer_id, name, created_at, revoked_at
from personal.devices
where customer_id = %(customer_id)s
order by created_at, device_id;

-- find_device_by_token --
-- The device of one customer that has this token; a revoked one, and another customer's, is none.
select device_id, customer_id, name, created_at, revoked_at
from personal.devices
where token_hash = %(token_hash)s and customer_id = %(customer_id)s and revoked_at is null;

-- revoke_device --
-- Refuse a device's token from now on; scope: the customer's own.
update personal.devices set revoked_at = coalesce(revoked_at, %(revoked_at)s)
where device_id = %(device_id)s and customer_id = %(customer_id)s;

-- find_speaker_by_token --
-- Whose device has this token; revoked devices have none.
select customers.customer_id, login, region, language, programme, is_child, retention_days, restricted_at is not null as restricted, device_id, erasures
from personal.devices join personal.customers using (customer_id)
where token_hash = %(token_hash)s and revoked_at is null;

-- find_speaker_by_device --
-- Whose device this is; not where it was revoked.
select customers.customer_id, login, region, language, programme, is_child, retention_days, restricted_at is not null as restricted, device_id, erasures
from personal.devices join personal.customers using (customer_id)
where device_id = %(device_id)s and revoked_at is null;

-- count_attempt --
-- Counts an attempt to sign in, known login or not, and tells whether it may be checked.
select personal.count_attempt(%(name_hash)s, %(now)s, %(since)s, %(most)s);

-- open_session --
-- Keep a signed-in browser where the proof is that of the login's password; ends the counting for the login.
select personal.open_session(%(login)s, %(proof)s, %(token_hash)s, %(created_at)s, %(expires_at)s);

-- find_session --
-- Who is signed in with this token.
select customer_id, login, region, language, programme, is_child, retention_days, restricted_at is not null as restricted
from personal.customer_sessions join personal.customers using (customer_id)
where token_hash = %(token_hash)s and expires_at > %(now)s;

-- delete_session --
-- Sign a browser out.
delete from personal.customer_sessions where token_hash = %(token_hash)s returning customer_id;

-- delete_sessions_of --
-- Sign every browser of a customer out.
delete from personal.customer_sessions where customer_id = %(customer_id)s;

-- delete_expired_sessions --
-- Forget browsers whose sign-in has ended.
delete from personal.customer_sessions where expires_at <= %(now)s;
