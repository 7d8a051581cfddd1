"""The recipes for cron, systemd, Prefect and Dagster, each run in earnest: `make test-recipes`."""
