"""Text in, grade out. No model SDK and no I/O: the checker here needs neither."""
