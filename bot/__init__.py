"""Debrief's core: the product, without any platform, web framework or model SDK."""
