"""What happens in Slack, as the core is told of it: persisted, then acknowledged, then answered privately."""
