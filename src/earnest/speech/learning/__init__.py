"""Learning: recogniser and understanding from labelled clips, and the bundle that a release is."""
