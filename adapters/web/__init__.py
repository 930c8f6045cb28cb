"""Pages and probes over HTTP."""
