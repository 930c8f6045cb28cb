"""The sample study group that lives in the room: its members, its clock, its first days."""
