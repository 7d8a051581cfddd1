"""Communiqué in the schedulers of others: files to copy, which know its command line only.

None of our own modules is imported here, and none of ours imports these.
"""
