import pickle
from hashlib import sha256

from schemas.failure import PAYLOAD_BYTES, DataError, Failure, storable


def test_bad_data_keeps_kind_message_and_place() -> None:
    failure = Failure.of_data("read", DataError("MalformedJson", "no comma"), b"{", "in.jsonl", 7)
    assert (failure.error, failure.message) == ("MalformedJson", "no comma")
    assert (failure.source_uri, failure.position, failure.payload) == ("in.jsonl", 7, "{")
    assert failure.payload_sha256 == sha256(b"{").hexdigest()


def test_a_fault_of_ours_is_marked_unexpected_with_its_traceback() -> None:
    try:
        raise KeyError("role")
    except KeyError as error:
        failure = Failure.of_exception("extract", error)
    assert failure.error == "KeyError"
    assert failure.message.startswith("unexpected: KeyError: 'role'\nTraceback")


def test_addresses_of_objects_do_not_make_two_runs_differ() -> None:
    failure = Failure.of_exception("extract", ValueError("<Doc object at 0x7f11d0a3c2b0>"))
    assert "0x7f" not in failure.message


def test_a_long_payload_is_cut_but_its_checksum_is_of_the_whole() -> None:
    payload = "é" * PAYLOAD_BYTES
    failure = Failure.of_data("parse", DataError("WrongType", "long"), payload)
    assert len(failure.payload.encode()) <= PAYLOAD_BYTES
    assert failure.payload_sha256 == sha256(payload.encode()).hexdigest()


def test_payloads_that_are_no_text_can_be_stored() -> None:
    assert Failure.of_data("read", DataError("InvalidUtf8", "bad"), b"\xff!").payload == "\ufffd!"
    assert storable("a\ud83db") == "a\ufffdb"


def test_data_errors_survive_the_way_between_processes() -> None:
    error = pickle.loads(pickle.dumps(DataError("WrongType", "title is a list")))
    assert (error.kind, str(error)) == ("WrongType", "title is a list")
