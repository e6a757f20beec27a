-- Staff have ten roles (AC7): who hears, who cares, who decides, who audits and who manages are different people.

alter table staff.members drop constraint members_role_check;
alter table staff.members add constraint members_role_check check (role in (
    'reviewer', 'adjudicator', 'lead', 'well_being_officer', 'safety_officer', 'privacy_officer', 'auditor', 'engineer',
    'vendor_administrator', 'administrator'
));
