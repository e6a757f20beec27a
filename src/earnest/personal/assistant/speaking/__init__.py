"""Speaking: answers as sound, marked as the speech of a machine."""
