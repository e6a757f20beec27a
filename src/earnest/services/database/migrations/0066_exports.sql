-- Everything that is kept of a customer as one archive: made by the personal worker, sealed, fetched until it ends (RI5, RI9).

create table personal.exports (
    export_id    uuid primary key,
    customer_id  uuid not null references personal.customers on delete cascade,
    request_id   uuid not null,
    asked_at     timestamptz not null,
    done         integer not null default 0 check (done >= 0),
    total        integer not null default 0 check (total >= 0),
    object_keys  text[] not null default '{}',
    wrapped_key  bytea,
    size_bytes   bigint not null default 0 check (size_bytes >= 0),
    ready_at     timestamptz,
    expires_at   timestamptz,
    failed       text,
    ended_at     timestamptz
);
create index exports_customer on personal.exports (customer_id, asked_at desc);
comment on table personal.exports is 'Archives of everything that is kept of a customer; the key is destroyed and the objects removed a week after one is ready';
comment on column personal.exports.export_id is 'random identifier';
comment on column personal.exports.customer_id is 'whose; the key goes with the account and with anything of it that is deleted';
comment on column personal.exports.request_id is 'the request in the register';
comment on column personal.exports.asked_at is 'when it was asked for';
comment on column personal.exports.done is 'recordings that are in it';
comment on column personal.exports.total is 'recordings that are to be in it';
comment on column personal.exports.object_keys is 'sealed parts of the archive, in order';
comment on column personal.exports.wrapped_key is 'key of the parts, wrapped by the customer key; null: not begun, or destroyed';
comment on column personal.exports.size_bytes is 'length of the archive';
comment on column personal.exports.ready_at is 'when it could be fetched; null: not yet';
comment on column personal.exports.expires_at is 'when its key is destroyed';
comment on column personal.exports.failed is 'code of what went wrong; null: nothing did';
comment on column personal.exports.ended_at is 'when it was over: expired, failed, or something in it was deleted';
