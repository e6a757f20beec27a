"""Recordings, engines and scores of the benchmark `recognition`."""
