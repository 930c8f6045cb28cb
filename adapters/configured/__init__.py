"""What the settings choose for a process; `adapters/main.py` wires it."""
