"""Learning: recogniser and understanding from labelled clips, and from nothing else."""
