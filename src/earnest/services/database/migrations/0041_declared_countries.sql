-- No clip is chosen of a country that was not declared active (DC5). Who is asked is the database itself, so that no process can
-- choose past it.

create table handover.declared_countries (
    country text primary key check (country ~ '^[A-Z]{2}$')
);
comment on table handover.declared_countries is 'Countries that the owner of the machine declares active by a setting; written anew at each start (DC5)';
comment on column handover.declared_countries.country is 'ISO 3166-1 alpha-2';

create function handover.is_active_country(of_region text) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (select 1 from handover.declared_countries where country = of_region)
        or exists (select 1 from oversight.active_countries where country = of_region)
$$;
comment on function handover.is_active_country(text) is 'Whether clips of a country may be chosen: its matrix is complete and declared active, or the owner of the machine declares it';
revoke all on function handover.is_active_country(text) from public;

create or replace function handover.set_allowance(
    of_region text, of_programme text, of_period date, wanted bigint, choose boolean
) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    may bigint;
begin
    if choose and not handover.is_active_country(of_region) then
        raise exception 'no clip is chosen of a country that was not declared active' using errcode = 'check_violation';
    end if;
    select greatest(allowances.chosen, least(wanted, floor(caps.share * allowances.utterances + 1e-9)::bigint)) into may
    from handover.allowances join handover.caps using (programme)
    where (allowances.region, allowances.programme, allowances.period) = (of_region, of_programme, of_period)
    for update of allowances;
    if not found then
        raise exception 'nothing was counted there' using errcode = 'check_violation';
    end if;
    update handover.allowances set allowed = may, chosen = chosen + case when choose then 1 else 0 end
    where (region, programme, period) = (of_region, of_programme, of_period);
end $$;
