"""Engines: recognisers in processes of their own: which one runs, its child process, and what goes between the two."""
