"""The process apart: it comes back after whatever happens to it."""

import os
import signal

import pytest

from crawler.attachments import reader_process
from crawler.attachments.outcome import FileLimits, FileReading
from crawler.attachments.reading import read_file
from tests.crawler.attachments import made


def read(body: bytes, limits: FileLimits | None = None) -> FileReading:
    return read_file(body, name="a.docx", extension="docx", content_type=None, limits=limits or FileLimits())


def test_one_process_reads_many_files() -> None:
    read(made.word())
    first = reader_process._running[0]
    assert read(made.word()).chars == read(made.word()).chars
    assert reader_process._running == [first]


def test_a_process_that_was_ended_from_outside_is_not_the_fault_of_a_file() -> None:
    read(made.word())
    os.kill(reader_process._running[0]._process.pid, signal.SIGKILL)
    assert read(made.word()).state == "ok"


def test_a_worn_out_process_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader_process, "_FILES_A_PROCESS", 1)
    read(made.word())
    first = reader_process._running[0]
    read(made.word())
    assert reader_process._running != [first]


def test_too_slow_is_too_large() -> None:
    read(made.word())
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    long = f"<w:document {space}>{'<w:p><w:r><w:t>字</w:t></w:r></w:p>' * 100_000}</w:document>".encode()
    reading = read(made.archive({"word/document.xml": long}), FileLimits(seconds=0.001))
    assert (reading.state, reading.reason) == ("too_large", "读取用时超过限度（0.001 秒），未读取")
    assert read(made.word()).state == "ok"


def test_a_process_that_cannot_start_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    reader_process._end_all()

    def fails(*_: object, **__: object) -> None:
        raise OSError("no memory")

    monkeypatch.setattr(reader_process.subprocess, "Popen", fails)
    assert read(made.word()).reason == "读取附件的程序无法启动，未读取"


def test_text_that_no_store_could_hold_is_mended() -> None:
    body = made.old_word("甲\ud800乙\r".encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace") + "\r")
    reading = read_file(body, name="a.doc", extension="doc", content_type=None)
    assert reading.state == "ok"
    reading.text.encode("utf-8")
