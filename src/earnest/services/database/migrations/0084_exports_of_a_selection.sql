-- Archives of chosen recordings (RI5).

alter table personal.exports add column recording_ids uuid[];
comment on column personal.exports.recording_ids is 'the recordings that were chosen; null: everything';
comment on table personal.exports is 'Archives of what is kept of a customer, all of it or chosen recordings; the key is destroyed and the objects removed a week after one is ready';
