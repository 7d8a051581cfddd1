"""Every night's work as a DAG of Airflow 3: a day of articles in, its meetings and treaties out.

Put a copy of this file, or a link to it, into the folder of DAGs. It needs nothing but Airflow and
its standard provider: the work is done by the command line of Communiqué, in an environment of its
own, which `command` names. A data interval is a slice: whatever is run again, cleared or backfilled
replaces its own rows and nothing else.
"""

from datetime import UTC, datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG, Asset, CronDataIntervalTimetable, Param

SETTINGS = {
    "input": Param(
        "/data/news/%Y-%m-%d/*.jsonl.gz",
        type="string",
        description="Files or folders of a day; %Y, %m and %d stand for its date",
    ),
    "lake": Param("/data/lake", type="string", description="Folder of the results"),
    "command": Param("communique", type="string", description="Communiqué, with its path"),
    "engine": Param(
        "",
        type="string",
        description="Where Beam runs, such as --workers 4, or --runner FlinkRunner and its options",
    ),
    "limits": Param(
        "",
        type=["string", "null"],
        description="What `communique check` allows, such as --max_failures 0.1",
    ),
    "report": Param(
        "",
        type=["string", "null"],
        description="File of the day's report, with %Y, %m and %d; none is written if it is empty",
    ),
}

ENGINE = '"$COMMAND" {command} $ENGINE --lake "$LAKE" --started_by "$RUN" --log_format json '
"""How each command that writes begins. What users enter arrives in variables, never as shell."""

VARIABLES = {
    "COMMAND": "{{ params.command }}",
    "ENGINE": "{{ params.engine }}",
    "INPUT": "{{ data_interval_start.strftime(params.input) }}",
    "LIMITS": "{{ params.limits or '' }}",
    "LAKE": "{{ params.lake }}",
    "REPORT": "{{ data_interval_start.strftime(params.report or '') }}",
    "RUN": "{{ run_id }}",
    "SLICE": "{{ data_interval_start.strftime('%Y%m%d') }}",
    "DATE": "{{ data_interval_start.strftime('%Y-%m-%d') }}",
}

with DAG(
    "communique_daily",
    description="News articles in, diplomatic meetings and treaty events out",
    schedule=CronDataIntervalTimetable("0 0 * * *", timezone="UTC"),
    start_date=datetime(2025, 1, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,  # a merge needs the lake for itself
    params=SETTINGS,
    default_args={
        "retries": 3,
        "retry_delay": timedelta(minutes=5),
        "env": VARIABLES,
        "append_env": True,
    },
) as dag:
    extract = BashOperator(
        task_id="extract",
        bash_command=ENGINE.format(command="extract") + '--slice "$SLICE" --input "$INPUT"',
        outlets=[Asset("communique_mentions")],
    )
    merge = BashOperator(
        task_id="merge",
        bash_command=ENGINE.format(command="merge") + '--slice "$SLICE"',
        outlets=[Asset("communique_events")],
    )
    compact = BashOperator(task_id="compact", bash_command=ENGINE.format(command="compact"))
    check = BashOperator(
        task_id="check",
        bash_command='"$COMMAND" check --lake "$LAKE" --date "$DATE" $LIMITS',
        retries=0,  # what it finds wrong is as wrong in five minutes
    )
    report = BashOperator(
        task_id="report",
        bash_command='test -n "$REPORT" || exit 99; '
        '"$COMMAND" report --lake "$LAKE" --since "$DATE" --until "$DATE" --output "$REPORT"',
        skip_on_exit_code=99,
    )
    _ = extract >> merge >> compact >> check >> report
