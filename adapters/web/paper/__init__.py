"""Pages that leave the house: one file with everything in it, to keep and to print."""
