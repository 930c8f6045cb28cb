"""A chat in a terminal: cards set for reading, and a day played by sample members."""
