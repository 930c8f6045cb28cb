"""Drafts of scenarios, written by a model from somebody's notes. A person reads them before anybody else."""
