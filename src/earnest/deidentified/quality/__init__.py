"""Quality: how far labels can be trusted."""
