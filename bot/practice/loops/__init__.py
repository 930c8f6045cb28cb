"""Company loops: rounds that belong together, played over hours or days, and then a committee."""
