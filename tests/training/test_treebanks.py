"""Reading CoNLL-U."""

from pathlib import Path

from training.treebanks import read_treebank

_SENTENCE = """\
# text = They don't sign.
1\tThey\tthey\tPRON\tPRP\t_\t4\tnsubj\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\tdo\tAUX\tVBP\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tsign\tsign\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
4.1\tnothing\t_\t_\t_\t_\t_\t_\t_\t_
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

"""


def test_sentence_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "one.conllu"
    path.write_text(_SENTENCE)
    [sentence] = read_treebank(path)
    assert sentence.text.rstrip() == "They don't sign."
    assert sentence.words == ("They", "do", "n't", "sign", ".")
    assert sentence.heads == (3, 3, 3, 3, 3)
    assert sentence.deps == ("nsubj", "aux", "advmod", "ROOT", "punct")
    assert sentence.entities is None
