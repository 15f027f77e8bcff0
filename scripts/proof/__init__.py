"""Proves generated monitoring against real servers; scripts/test-monitoring runs it."""
