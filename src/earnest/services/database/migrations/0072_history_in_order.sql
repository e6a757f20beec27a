-- The history of one customer is read in its order, page by page, also where several recordings have one time.

create index recordings_history on personal.recordings (customer_id, captured_at desc, recording_id desc);
drop index personal.recordings_customer_id_captured_at_idx;
