"""What units report of their work: the data, what is done with it, and the papers made from it."""
