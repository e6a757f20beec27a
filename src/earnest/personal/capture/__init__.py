"""Capture: takes one utterance from a device, answers it, and forgets it unless the gate and consent keep it."""
