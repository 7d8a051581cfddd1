# Python workers for an engine: Beam's worker, Communiqué and its language model.
#
#   .venv/bin/python -m pip wheel --no-deps --wheel-dir dist .
#   docker build --file docs/worker.Dockerfile --tag communique-worker .
#
# Then: --environment_type DOCKER --environment_config communique-worker, or beside each task manager
#   docker run --network host communique-worker --worker_pool
# and --environment_type EXTERNAL --environment_config localhost:50000.

# The version of apache-beam in constraints.txt; runner and workers must have the same.
FROM apache/beam_python3.12_sdk:2.77.0

COPY constraints.txt dist/communique-*.whl /communique/
RUN pip install --no-cache-dir --constraint /communique/constraints.txt /communique/*.whl \
 && rm -r /communique

# One thread per worker: results do not hang on the number of cores, and workers do not crowd.
ENV OPENBLAS_NUM_THREADS=1

# The model ships in the wheel. If it cannot be loaded, no image is made.
RUN python -c "from transforms.language import load_language; load_language()"
