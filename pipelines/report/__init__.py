"""The report: a lake's events as one HTML page that needs no network.

One chart, with its query, per file. What the page does in the browser lives in `page/`.
"""
