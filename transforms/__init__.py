"""How text becomes events: plain functions from records to records.

No files but package data, no clock, no network, no command line. Beam is in `stages` alone,
spaCy in `language` alone.
"""
