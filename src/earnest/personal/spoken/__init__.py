"""Spoken orders: deletions and corrections by voice, written down by the gateway and carried out by the worker."""
