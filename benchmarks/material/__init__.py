"""Material: what benchmarks are made of; not benchmarks themselves."""
