"""Every parser, given whatever bytes there are: `make fuzz`; a small part of it in `make test`."""

PARSERS = (
    *("json_lines", "json", "csv", "tsv", "parquet", "text", "feed", "json_feed", "html", "warc"),
    *("newsml", "nitf", "mbox", "mail", "urls", "json_values", "publication_dates"),
    *("date_phrases", "rules", "command_lines", "partition_paths", "file_names", "manifests"),
    "csv_cells",
)
"""Names of what is fuzzed, as `targets` and `inputs` know it."""
