"""Mock rounds: begun by a command, heard in direct messages, advanced by what is due."""
