"""Every night's work as a flow of Prefect 3: `python communique_prefect.py` serves it.

A day is a slice: a flow that is run again replaces its own rows. Backfill: run it with a date.
"""

import subprocess
from datetime import UTC, date, datetime, timedelta

from prefect import flow, runtime, task


@task(retries=3, retry_delay_seconds=300, task_run_name="{command}")
def communique(command: str, *words: str) -> None:
    """One command of Communiqué; the task fails as the command does."""
    subprocess.run(["communique", command, *words], check=True)


@flow(name="communique-daily", flow_run_name="communique-{day}", log_prints=True)
def communique_daily(
    day: date | None = None, news: str = "/data/news", lake: str = "/data/lake", limits: str = ""
) -> None:
    """A day of articles into the lake; by default yesterday, in UTC."""
    day = day or datetime.now(UTC).date() - timedelta(days=1)
    name, slice_id = day.isoformat(), day.strftime("%Y%m%d")
    into = ("--lake", lake, "--quiet", "--started_by", f"prefect {runtime.flow_run.id}")
    communique("extract", "--input", f"{news}/{name}", "--slice", slice_id, *into)
    communique("merge", "--slice", slice_id, *into)
    communique("compact", *into)
    check = communique.with_options(retries=0)
    check("check", "--lake", lake, "--date", name, *limits.split())


if __name__ == "__main__":
    communique_daily.serve(cron="30 1 * * *")
