-- A stage of learning more: the candidate is compared with itself without each of its parts.

alter table deidentified.learning_progress drop constraint learning_progress_stage_check;
alter table deidentified.learning_progress add constraint learning_progress_stage_check check (
    stage in ('waiting', 'opening', 'training', 'evaluating', 'comparing', 'finished', 'failed')
);
