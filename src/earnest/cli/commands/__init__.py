"""The commands of `earnest`, one module per subject: arguments and what is printed; the work is done beside them."""
