"""Export: everything that is kept of a customer, as files, for the customer (RI5, RI9)."""
