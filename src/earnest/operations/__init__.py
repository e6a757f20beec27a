"""Operations: starts, watches and ends the processes of one machine, and its embedded PostgreSQL."""
