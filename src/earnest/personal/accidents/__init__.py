"""Accidents: unintended activations. Their recordings are counted, erased, and teach the wake detector."""
