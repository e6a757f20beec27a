"""Weights of recognisers: which are known, where they lie on this machine, and whether the bytes are right."""
