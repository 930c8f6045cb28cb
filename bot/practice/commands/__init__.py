"""What stands behind the two slash commands, a module for each that belongs together; `table` lists them."""
