-- What was said before "delete everything" is not stored after it. Portal and gateway may be on hosts whose clocks differ,
-- so a count says what came first, and no time.

alter table personal.customers add column erasures bigint not null default 0;
comment on column personal.customers.erasures is 'how often the person has deleted everything: what was said under another count is not stored any more';
alter table personal.customers drop column erased_before;
