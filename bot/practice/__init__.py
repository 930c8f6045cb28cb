"""The use cases, one module each. Each takes the `Core` and ids or a happening; the edge commits."""
