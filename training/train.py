"""The command: `python -m training.train --corpora FOLDER --output FOLDER`."""

import argparse
import json
import platform
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import Any

from spacy.language import Language
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as train_nlp
from spacy.util import load_config, load_model, load_model_from_config
from thinc.api import Config, NumpyOps, fix_random_seed, set_current_ops

from training.annotation import Annotated
from training.card import write_card
from training.corpus import INVENTIONS, TUNING_INVENTIONS, Sets, build_sets, write_docs
from training.events import load_events
from training.prune import prune_strings
from training.score import Scores, score_all

_CONFIG = Path(__file__).with_name("config.cfg")
_SEED = 7
_TUNING = {
    "training.max_steps": 1000,
    "training.eval_frequency": 1000,
    "training.batcher.size.start": 1000,
    "training.optimizer.learn_rate.warmup_steps": 50,
    "training.optimizer.learn_rate.initial_rate": 0.001,
}
_META = {
    "name": "communique",
    "version": "1.1.0",
    "description": "Tags, Universal Dependencies and named entities of English news.",
    "author": "The Communiqué authors",
    "license": "CC BY-SA 4.0",
}


def main(argv: Sequence[str] | None = None) -> None:
    """Train, prune, score and write the pipeline with its card."""
    options = _options(argv)
    started = perf_counter()
    sets = build_sets(options.corpora, _SEED)
    steps = {"training.max_steps": options.steps} if options.steps else {}
    first = load_model(options.start) if options.start else train(sets, steps)
    start = f"version {first.meta['version']}" if options.start else "a run from nothing"
    nlp = average(tune(_copy(first), sets, steps), first)
    minutes = (perf_counter() - started) / 60
    scores = score_all(nlp, sets)
    write_pipeline(nlp, scores, options.output, {"minutes": minutes, "start": start})
    print(json.dumps(scores.as_dict(), indent=1))


def train(sets: Sets, overrides: dict[str, Any]) -> Language:
    """The best pipeline of one run from nothing, by the score on the development set."""
    with _prepared(sets.train, sets.dev, overrides) as (config, folder):
        return _run(init_nlp(config), folder, "model-best")


def tune(nlp: Language, sets: Sets, overrides: dict[str, Any]) -> Language:
    """The pipeline after a second, shorter run at a lower rate, with more of invented news.

    The last step is taken, when the rate has come down: the development set holds no such news, so
    by its score the best step is the one before the first.
    """
    with _prepared(sets.tuning, sets.dev[::4], _TUNING | overrides) as (config, folder):
        nlp.config = load_model_from_config(config, auto_fill=True).config
        return _run(nlp, folder, "model-last")


def _copy(nlp: Language) -> Language:
    with tempfile.TemporaryDirectory() as folder:
        nlp.to_disk(folder)
        return load_model(folder)


def average(nlp: Language, other: Language) -> Language:
    """The first pipeline with each weight half way to the other's: it keeps what both know."""
    pairs: Any = zip(nlp.pipeline, other.pipeline, strict=True)
    for (_, mine), (_, theirs) in pairs:
        for node, twin in zip(mine.model.walk(), theirs.model.walk(), strict=True):
            for name in node.param_names:
                if node.has_param(name):
                    node.set_param(name, (node.get_param(name) + twin.get_param(name)) / 2)
    return nlp


@contextmanager
def _prepared(
    sentences: tuple[Annotated, ...], dev: tuple[Annotated, ...], overrides: dict[str, Any]
) -> Iterator[tuple[Config, Path]]:
    """The configuration of a run whose documents lie in a temporary folder."""
    set_current_ops(NumpyOps(use_blis=False))  # the array library's BLAS is thrice as fast here
    fix_random_seed(_SEED)
    with tempfile.TemporaryDirectory() as folder:
        paths = {"paths.train": f"{folder}/train.spacy", "paths.dev": f"{folder}/dev.spacy"}
        write_docs(sentences, Path(paths["paths.train"]))
        write_docs(dev, Path(paths["paths.dev"]))
        yield load_config(_CONFIG, overrides={**paths, **overrides}), Path(folder)


def _run(nlp: Language, folder: Path, which: str) -> Language:
    run = folder / "run"
    run.mkdir()
    train_nlp(nlp, run)
    return load_model(run / which)


def write_pipeline(nlp: Language, scores: Scores, output: Path, history: dict[str, object]) -> None:
    """The pipeline's folder: no paths of the machine that trained it, scores of unseen texts."""
    nlp.meta.update(_META)
    nlp.meta["performance"] = scores.as_dict()
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])
    nlp.to_disk(output)
    prune_strings(output, nlp)
    facts: dict[str, object] = history | {
        "version": _META["version"],
        "size": sum(path.stat().st_size for path in output.rglob("*")) / 1e6,
        "spacy": version("spacy"),
        "numpy": version("numpy"),
        "python": platform.python_version(),
        "inventions": INVENTIONS,
        "tuning_inventions": TUNING_INVENTIONS,
        "sentences": len(load_events()),
    }
    (output / "README.md").write_text(write_card(scores, facts), encoding="utf-8")


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder with syntax/ and ner/")
    parser.add_argument("--output", type=Path, required=True, help="folder of the pipeline")
    parser.add_argument("--start", type=Path, help="a pipeline to tune, instead of training one")
    parser.add_argument("--steps", type=int, help="other steps than the config's, for a trial")
    return parser.parse_args(argv)


if __name__ == "__main__":
    main()
