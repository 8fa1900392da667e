"""Encodings are told apart, and where they cannot be, that is said and nothing guessed."""

from __future__ import annotations

import opencc
import pytest

from guidance.importing.encodings import Decoded, Undecoded, decode

TRADITIONAL = (
    "社區花園是大家的，早上六點開門，晚上九點關門。借來的工具用完要放回原處，弄壞了要說明。"
    "每戶種一畦，不得多占；不種了，要提前一個月告訴管理的人。"
)
SIMPLIFIED = opencc.OpenCC("t2s").convert(TRADITIONAL)
READS_AS = {"gb18030", "gb2312", "gbk", "big5hkscs", "big5", "utf-8", "utf-8-sig", "utf-16", "utf-16-le"}


def read(raw: bytes) -> str:
    found = decode(raw)
    assert isinstance(found, Decoded), found
    assert found.certainty >= 0.8
    return found.text


@pytest.mark.parametrize("length", [15, 30, len(TRADITIONAL)])
@pytest.mark.parametrize("encoding", sorted(READS_AS - {"gb2312"}))
def test_traditional_text_is_read(encoding: str, length: int) -> None:
    for begin in range(0, len(TRADITIONAL) - length + 1, 7):
        piece = TRADITIONAL[begin : begin + length]
        assert read(piece.encode(encoding)) == piece


@pytest.mark.parametrize("length", [15, 30, len(SIMPLIFIED)])
@pytest.mark.parametrize("encoding", sorted(READS_AS - {"big5", "big5hkscs"}))
def test_simplified_text_is_read(encoding: str, length: int) -> None:
    for begin in range(0, len(SIMPLIFIED) - length + 1, 7):
        piece = SIMPLIFIED[begin : begin + length]
        assert read(piece.encode(encoding)) == piece


def test_the_encoding_is_named_with_how_sure_it_is() -> None:
    found = decode(SIMPLIFIED.encode("gb18030"))
    assert isinstance(found, Decoded)
    assert found.encoding == "gb18030"
    assert 0.9 < found.certainty <= 1
    big5 = decode(TRADITIONAL.encode("big5"))
    assert isinstance(big5, Decoded)
    assert big5.encoding.startswith("big5")


def test_a_named_encoding_is_taken() -> None:
    found = decode("公辦".encode("gb18030"), "gb18030")
    assert isinstance(found, Decoded)
    assert (found.text, found.certainty) == ("公辦", 1.0)


@pytest.mark.parametrize(
    ("raw", "named", "code", "words"),
    [
        (TRADITIONAL.encode("big5"), "utf-8", "unknown-encoding", "byte 1 cannot be read"),
        (b"abc", "utf-99", "unknown-encoding", "no encoding of this name"),
        ("Привет мир, это текст".encode("cp1251"), "", "unknown-encoding", "name it"),
        ("辦公".encode("gb18030"), "", "unknown-encoding", "cannot be told"),
        (bytes(range(256)), "", "not-text", "byte 1 is a control character"),
        (b"\x7fELF\x02\x01\x01\x00\x00", "", "not-text", "control character"),
    ],
    ids=["not-utf8", "no-such-encoding", "cyrillic", "two-characters", "bytes", "program"],
)
def test_what_cannot_be_read_is_told(raw: bytes, named: str, code: str, words: str) -> None:
    found = decode(raw, named)
    assert isinstance(found, Undecoded)
    assert found.code == code
    assert words in found.message


def test_nothing_is_guessed_for_a_handful_of_characters() -> None:
    """From four to fourteen characters: the right text, or none."""
    for encoding in ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be", "utf-8"):
        for length in (4, 6, 9, 14):
            for begin in range(0, len(TRADITIONAL) - length, 3):
                piece = TRADITIONAL[begin : begin + length]
                found = decode(piece.encode(encoding))
                assert isinstance(found, Undecoded) or found.text == piece, (piece, encoding)
