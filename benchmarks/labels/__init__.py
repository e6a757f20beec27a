"""Labels: what the benchmark `learning_curve` is made of."""
