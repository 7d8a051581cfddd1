"""What things are: articles, mentions, failures, runs, and how they lie in Parquet.

Plain frozen records with their checks. No Beam, no spaCy, no files and no clock here.
"""
