"""The benchmark: how fast, beside what else a user could do. Figures, never a test that fails."""
