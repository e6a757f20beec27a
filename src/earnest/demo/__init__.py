"""Tour: takes recordings once round the whole circle, as a client from outside."""
