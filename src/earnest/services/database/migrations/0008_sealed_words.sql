-- Words of clips and what is written about them are sealed with the clip's key, and end with it (RT3, RT4). Additive: rows that
-- are there keep their plain columns until the corpus worker has sealed them, at its next start.

alter table handover.clips alter column words drop not null;
alter table handover.clips add column sealed_words bytea;
comment on column handover.clips.words is 'empty; before words were sealed they stood here, until the corpus worker had sealed them';
comment on column handover.clips.sealed_words is 'de-identified hypothesis (text, start, end, posterior, concealed kind), sealed with the clip key';
comment on column handover.clips.wrapped_key is 'clip key wrapped by the handover key, and sealed by a guard in the object store that a deletion destroys; null means destroyed';

alter table handover.labels add column sealed_content bytea;
comment on column handover.labels.sealed_content is 'transcript, unclear words, intent, slots, entities and links, sealed with the clip key';
comment on column handover.labels.transcript is 'empty; stood here before labels were sealed';
comment on column handover.labels.unclear_words is 'empty; stood here before labels were sealed';
comment on column handover.labels.intent is 'empty; stood here before labels were sealed';
comment on column handover.labels.slots is 'empty; stood here before labels were sealed';
comment on column handover.labels.entities is 'empty; stood here before labels were sealed';

comment on column personal.recordings.wrapped_key is 'recording key wrapped by the customer key, and sealed by a guard in the object store that a deletion destroys; null means destroyed';

grant update (sealed_words) on handover.clips to earnest_corpus_worker;
grant update (sealed_content, transcript, unclear_words, intent, slots, entities) on handover.labels to earnest_corpus_worker;
