"""Versions that are stamped into every row and every file."""

SCHEMA_VERSION = "1"
"""Raised whenever a column changes its name, its type or its meaning."""

PIPELINE_VERSION = "0.1.0"
"""Version of the distribution; the packaging reads it from here."""
