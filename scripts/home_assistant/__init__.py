"""Home Assistant itself, installed, set up and asked by scripts and benchmarks."""
