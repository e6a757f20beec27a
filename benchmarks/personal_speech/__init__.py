"""Personal speech: what the benchmark personal_data measures on, and how."""
