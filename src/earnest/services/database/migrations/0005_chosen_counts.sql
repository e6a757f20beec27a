-- The cap per person counts what was chosen, also after the person has deleted it (SP2).

create table personal.chosen_counts (
    customer_id uuid not null references personal.customers on delete cascade,
    day         date not null,
    chosen      integer not null check (chosen > 0),
    primary key (customer_id, day)
);
comment on table personal.chosen_counts is 'How many recordings of a person were chosen for review on a day, so that a deleted one is not replaced by another; deleted after 31 days';
comment on column personal.chosen_counts.customer_id is 'who spoke';
comment on column personal.chosen_counts.day is 'day of the choice (UTC)';
comment on column personal.chosen_counts.chosen is 'recordings chosen on it';

insert into personal.chosen_counts (customer_id, day, chosen)
select customer_id, (captured_at at time zone 'UTC')::date, count(*)
from personal.recordings where selected and captured_at > now() - interval '31 days'
group by 1, 2;

grant select, insert, update on personal.chosen_counts to earnest_device_gateway;
grant select (day), delete on personal.chosen_counts to earnest_personal_worker;
