from pipelines.words import Parser, meant


def test_what_is_far_off_is_no_suggestion() -> None:
    assert meant("--xyz", ["--lake", "--input"]) == ""


def test_options_are_not_abbreviated() -> None:
    parser = Parser("test")
    parser.add_argument("--lake")
    assert parser.parse_known_args(["--la", "x"])[1] == ["--la", "x"]
    assert parser.meant("--lak=x") == "; did you mean --lake?"
    assert parser.meant("word") == ""
