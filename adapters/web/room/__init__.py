"""A chat platform in a page: its members, its channel, its threads and its private conversations."""
