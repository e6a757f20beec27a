"""Timers and alarms, kept in the database so that they survive a restart."""
