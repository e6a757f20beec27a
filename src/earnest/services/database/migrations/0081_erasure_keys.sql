-- The key in the object store that a deletion destroys is called an erasure key.
comment on column personal.recordings.wrapped_key is
    'recording key wrapped by the customer key, and sealed by an erasure key in the object store that a deletion destroys; null means destroyed';
comment on column handover.clips.wrapped_key is
    'clip key wrapped by the handover key, and sealed by an erasure key in the object store that a deletion destroys; null means destroyed';
comment on column deidentified.corpora.object_key is
    'name whose erasure key lies in the object store; removal destroys it, and with it every key of the corpus';
comment on column deidentified.corpora.wrapped_key is
    'key of the corpus, wrapped by the handover key and sealed by the erasure key';
