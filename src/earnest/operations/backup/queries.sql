-- export_snapshot --
-- What the dump and the list of objects both see.
select pg_export_snapshot();

-- list_objects --
-- Objects of what is there; what was ended is not among them.
select object_key, kind, delete_after from personal.list_objects()
union all
select object_key, kind, delete_after from handover.list_objects()
union all
select object_key, kind, delete_after from deidentified.list_objects()
order by object_key;

-- count_schemas --
-- Whether the database holds anything of ours.
select count(*) from pg_namespace where nspname in ('personal', 'handover', 'deidentified', 'audit');
