"""What `debrief doctor` looks at. A check changes nothing, and never raises for what it may find."""
