-- What an administrator says of people and sites: in which languages a member reviews, and where surroundings are declared (WP3).

alter table staff.members add column languages text[] not null default '{}' check (cardinality(languages) <= 20);
comment on column staff.members.languages is 'languages of the clips that they are given; none named: all';

alter table staff.sites add column attested boolean not null default false;
comment on column staff.sites.attested is 'whether surroundings are declared here before the first clip, also where that is not asked of all';
