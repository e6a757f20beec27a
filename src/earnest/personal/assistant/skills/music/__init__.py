"""Music: a player that speaks the protocol of MPD."""
