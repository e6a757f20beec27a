-- A vault key that the object store lost is not made anew under its name, so that it can be put back; and a deletion is not over while its vault key is there (RT3, RT4).

comment on column personal.emptyings.vault_key is 'name of the object with the vault key that is to be destroyed; null: there was none, or it is destroyed';

create function personal.hangs_from_vault_key(of_customer uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce((
        select get_byte(recordings.wrapped_key, 0) = 3
        from personal.recordings join personal.customers using (customer_id)
        where customer_id = of_customer and recordings.erasures = customers.erasures
            and recordings.erased_at is null and recordings.wrapped_key is not null
        order by recordings.captured_at desc limit 1), false)
$$;
comment on function personal.hangs_from_vault_key(uuid) is 'Whether the last recording that is kept of a customer hangs from the vault key, so that it has to be there';
revoke all on function personal.hangs_from_vault_key(uuid) from public;
