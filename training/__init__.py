"""How the shipped language model is made: corpora in, `transforms/language_model/` out.

Corpus conversion, repairs, augmentation, the training run and the scores live here. Nothing here is
packaged, and no corpus text is: the corpora are read from where they lie, only weights come out.
"""

import os

# Before numpy is loaded: with two threads on matrices this small its BLAS is half as fast.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")
