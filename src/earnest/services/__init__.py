"""Services: infrastructure that both sides and the organisation use; it knows none of them.

What it may know is said here. It knows identifiers, times, bytes, SQL, jobs by name and schema, keys, HTTP, accounts in
general. Three lists name what the sides do, each in one file, so that it can be reviewed what may happen at all: the
events that the audit log takes and who may write them (`audit.events`), the login roles (`database.roles`), and the
numbers of advisory locks (`database.locks`), with the migrations that make the tables of all. Everything else that is
about clips, reviewers, customers, recordings or corpora belongs to the package that owns it
(`tests/architecture/test_services_know_no_side.py`).
"""
