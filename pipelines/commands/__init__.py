"""The commands of the command line, a file each: HELP, add_options, run. They hand the work on.

Nothing heavy is imported before `run` needs it, so that help is quick.
"""
