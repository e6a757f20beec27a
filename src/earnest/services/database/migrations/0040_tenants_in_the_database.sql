-- Vendors are apart in the database too (AC11): once a transaction of the administration says for which vendor it is, that role
-- reads and writes no row of another one, whatever the statement says. What is not said counts as all vendors (decision 0034).

alter table staff.vendors enable row level security;
alter table staff.sites enable row level security;
alter table staff.members enable row level security;

create policy of_the_vendor on staff.vendors to earnest_administration
    using (coalesce(current_setting('earnest.vendor', true), '') in ('', vendor_id::text))
    with check (coalesce(current_setting('earnest.vendor', true), '') in ('', vendor_id::text));
create policy of_the_vendor on staff.sites to earnest_administration
    using (coalesce(current_setting('earnest.vendor', true), '') in ('', vendor_id::text))
    with check (coalesce(current_setting('earnest.vendor', true), '') in ('', vendor_id::text));
create policy of_the_vendor on staff.members to earnest_administration
    using (coalesce(current_setting('earnest.vendor', true), '') in ('', vendor_id::text))
    with check (coalesce(current_setting('earnest.vendor', true), '') in ('', vendor_id::text));

-- Other roles manage no people; what they may read is granted by column.
create policy of_all on staff.vendors for select to earnest_workbench using (true);
create policy of_all on staff.sites for select to earnest_workbench using (true);
create policy of_all on staff.members to earnest_workbench using (true) with check (true);
