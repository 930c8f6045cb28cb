"""One person behind two accounts, and one group in two chats."""
