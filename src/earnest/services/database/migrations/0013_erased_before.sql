-- Deleting everything reaches what was said before it and still waits to be kept.

alter table personal.customers add column erased_before timestamptz;
comment on column personal.customers.erased_before is 'when the person last deleted everything: nothing said until then is stored after it; null: never';
comment on column personal.recordings.sealed_content is 'transcript, interpretation, answer, correction and its draft, sealed with the recording key';
