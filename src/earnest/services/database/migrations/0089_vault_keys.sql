-- What a customer said hangs from a vault key: one object in the store, named by a hash of the customer's wrapped key. "Delete
-- everything" writes it over, so that old pages of PostgreSQL open nothing, however many recordings there were (RT3, RT4).

alter table personal.emptyings add column vault_key text;
comment on column personal.emptyings.vault_key is 'name of the object with the vault key that is to be destroyed; null: there was none';

comment on table personal.customer_keys is 'One key per customer, wrapped by the personal master key; a vault key in the object store is wrapped by it';
comment on column personal.recordings.wrapped_key is
    'recording key wrapped by the vault key (first byte 3; by the customer key where it is older), and sealed by an erasure key in the object store that a deletion destroys; null means destroyed';

-- The sweep asks whose the vault keys are that it finds in the store.
create index customer_keys_vault_key on personal.customer_keys (('v-' || encode(sha256(wrapped_key), 'hex')));

create or replace function personal.list_objects() returns table (object_key text, kind text, delete_after timestamptz)
language sql stable set search_path = pg_catalog, pg_temp as $$
    select recordings.object_key, 'recording', recordings.delete_after
    from personal.recordings join personal.customers using (customer_id)
    where recordings.erased_at is null and recordings.wrapped_key is not null and recordings.object_key is not null
        and recordings.erasures = customers.erasures
    union all
    select 'v-' || encode(sha256(customer_keys.wrapped_key), 'hex'), 'vault_key', null
    from personal.customer_keys where customer_keys.wrapped_key is not null
$$;
comment on function personal.list_objects() is 'Objects of recordings that are there, with their end, and vault keys of customers; only the owner of the database asks';

create or replace function personal.end_everything(identifiers uuid[], moments timestamptz[]) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    unknown uuid[];
begin
    select coalesce(array_agg(customers.customer_id), '{}') into unknown
    from personal.customers
    join (
        select listed.customer_id, max(listed.moment) as moment
        from unnest(identifiers, moments) as listed (customer_id, moment) group by listed.customer_id
    ) as ended on ended.customer_id = customers.customer_id
        and (customers.erased_all_at is null or customers.erased_all_at < ended.moment);
    update personal.customers set erasures = erasures + 1, erased_all_at = now() where customer_id = any(unknown);
    -- The vault key may lie in an object store that was not restored.
    insert into personal.emptyings (emptying_id, customer_id, erasures, asked_at, vault_key)
    select gen_random_uuid(), customers.customer_id, customers.erasures, now(), 'v-' || encode(sha256(customer_keys.wrapped_key), 'hex')
    from personal.customers left join personal.customer_keys using (customer_id) where customers.customer_id = any(unknown);
    -- The next recording gets a key of its own; nothing of before has one.
    delete from personal.customer_keys where customer_id = any(unknown);
    delete from personal.household_names where customer_id = any(unknown);
    delete from personal.skills where customer_id = any(unknown);
    delete from personal.homes where customer_id = any(unknown);
    delete from personal.adaptations where customer_id = any(unknown);
    return cardinality(unknown);
end $$;
