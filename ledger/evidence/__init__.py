"""Saved copies of sources, and whether they say what a claim says."""
