"""Tour: takes recordings through every process once, as a client from outside."""
