"""Recognition: the live models of the assistant, switched without a restart when another one is released."""
