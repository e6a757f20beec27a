-- Who is not to hear whom: reviewers never hear speakers of their own area (PS6), nor two clips of a household on one day (PS7).

alter table personal.customers add column area text check (length(area) between 1 and 20);
comment on column personal.customers.area is 'coarse area, such as the first two digits of the postal code; null: not known';

alter table handover.clips add column area text check (length(area) between 1 and 20);
alter table handover.clips add column household uuid;
create index on handover.clips (household) where household is not null;
comment on column handover.clips.area is 'coarse area of the speaker, for routing only; null: not known, then given at no site that has an area';
comment on column handover.clips.household is 'random, the same for clips of one household, and new each day; for routing only; null: not linked (any more)';
