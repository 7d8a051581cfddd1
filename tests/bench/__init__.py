"""Benchmarks and the synthetic data that they run on; times are no truths, so no tests."""
