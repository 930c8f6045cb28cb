"""Measurements that anybody can repeat, each with a baseline in the same run."""
