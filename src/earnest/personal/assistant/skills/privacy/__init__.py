"""Privacy: what a person says about being recorded and listened to."""
