"""Handover: these are the only types that cross between the personal and the de-identified side."""
