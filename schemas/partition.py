"""Where a record lies in the lake: record → Hive path. Pure."""

from datetime import UTC, date, datetime
from urllib.parse import quote

from schemas.article_facts import ArticleFacts
from schemas.event import Event
from schemas.failure import Failure
from schemas.mention import EventMention

NO_VALUE = "__HIVE_DEFAULT_PARTITION__"
MENTION_KEYS = ("event_type", "published_date")
FAILURE_KEYS = ("stage",)
EVENT_KEYS = ("event_type", "published_date")


def hive_path(**values: str | date | None) -> str:
    """The folders of these partition values, in the order given, percent-quoted.

    >>> hive_path(event_type="meeting", published_date=None)
    'event_type=meeting/published_date=__HIVE_DEFAULT_PARTITION__'
    """
    return "/".join(f"{key}={_folder(value)}" for key, value in values.items())


def mention_path(mention: EventMention) -> str:
    """The folder of a mention: its type, then the day of publication in UTC."""
    return hive_path(
        event_type=mention.event_type, published_date=published_date(mention.published_at)
    )


def event_path(event: Event) -> str:
    """The folder of an event: its type, then the day when it was first told of, in UTC."""
    return hive_path(
        event_type=event.event_type, published_date=published_date(event.first_published_at)
    )


def facts_path(facts: ArticleFacts) -> str:
    """The folder of what is known of an article: the day of publication in UTC."""
    return hive_path(published_date=published_date(facts.published_at))


def failure_path(failure: Failure) -> str:
    """The folder of a failure: the stage. What failed often has no date."""
    return hive_path(stage=failure.stage)


def published_date(moment: datetime | None) -> date | None:
    """The day of publication, in UTC."""
    return None if moment is None else moment.astimezone(UTC).date()


def is_slice_name(text: str) -> bool:
    """Whether the text can begin the names of a slice's files: it leads nowhere, and ends clearly.

    >>> is_slice_name("20250305"), is_slice_name("../etc"), is_slice_name("a-b")
    (True, False, False)
    """
    return text.isascii() and text.replace("_", "a").isalnum()


def _folder(value: str | date | None) -> str:
    return NO_VALUE if value is None or value == "" else quote(str(value), safe="")
