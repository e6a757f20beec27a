"""What `wake` measures with: the trials, and the shares that are told of them."""
