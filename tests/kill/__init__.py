"""Runs that are killed, or refused a file, between any two file operations, and run again."""
