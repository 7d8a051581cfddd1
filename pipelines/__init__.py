"""Runs: the graph, its files, the command line.

The only room that opens files or sockets, reads the command line or looks at the clock.
"""
