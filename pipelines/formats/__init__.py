"""The formats of input files, a file each of the same shape: bytes → records.

`registry` lists them and tells which one a file is in; `shape` says what they have in common. What
the fields of a record mean is decided later, in `transforms.parse`.
"""
