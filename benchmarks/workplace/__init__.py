"""What the benchmarks of the workbench share: a server with queued clips, reviewers, and label-studio beside."""
