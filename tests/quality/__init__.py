"""Scores of the extraction on annotated texts that lie outside the project."""
