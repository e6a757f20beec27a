"""Alarms: a time of day at which the devices of a household ring, once."""
