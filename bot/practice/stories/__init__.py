"""The story bank: members' own stories for behavioural rounds, kept, advised on, and brought up again."""
