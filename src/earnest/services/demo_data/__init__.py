"""Demo data: what supervisor and portal tell each other of the demo that lies beside a household's own data."""
