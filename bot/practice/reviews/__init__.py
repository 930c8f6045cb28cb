"""What a person has to look at: appeals, doubtful grades, a few by chance; and what the person says."""
