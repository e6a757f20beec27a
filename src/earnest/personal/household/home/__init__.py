"""Home of a household: its timers and lists, sealed; they survive a restart and go with everything that is deleted."""
