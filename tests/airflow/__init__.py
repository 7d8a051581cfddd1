"""The DAG in a real Airflow, in an environment of its own: `make test-airflow`."""
