"""Many runs in one process: memory stays flat, nothing leaks, nothing is left lying about."""
