"""What Slack's adapter and Discord's stand on alike: hearing without gaps, waiting, cutting long texts."""
