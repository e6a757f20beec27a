-- What each part of a model contributes is recorded beside what the whole model changes.

alter table deidentified.evaluations add column part text;
alter table deidentified.evaluations add column kept boolean;
alter table deidentified.evaluations add constraint evaluations_kept_of_part check ((part is null) = (kept is null));
comment on column deidentified.evaluations.part is 'part of the candidate that is measured, before is the candidate without it: a domain, understanding or wake word; null is the whole model against the baseline';
comment on column deidentified.evaluations.kept is 'whether that part is in the model; null for the whole model';
