"""Invented news whose events are known, and how well they are merged."""
