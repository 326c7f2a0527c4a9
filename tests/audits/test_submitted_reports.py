"""What may not be said of reports where the folder holds a file of which nothing was kept."""

from dataclasses import replace

from audits.case import Case
from audits.submitted_reports import look_for
from inspection.types.directory import DirectoryFile
from inspection.types.submitted import HandedInFile
from tests.audits.case_file import read_case

_WANTED = {"rule": "M04", "name": "自查报告", "words": [["自查"]], "every": "year", "due": "01-05"}
_REGISTER = HandedInFile("linjiang", "submitted/linjiang/登记表.xlsx", "公文公开属性登记表", "文号\t标题")


def _state(case: Case) -> str:
    return look_for(case, case.pack.submitted_reports["wanted"]).state


def test_a_file_with_a_mark_may_be_the_report() -> None:
    case = replace(read_case({"values": {"submitted_reports": {"wanted": _WANTED}}}), handed_in=(_REGISTER,))
    read = DirectoryFile("linjiang", _REGISTER.file, "0" * 64, 1)
    sealed = DirectoryFile("linjiang", "submitted/linjiang/报告.docx", "1" * 64, 0)
    assert _state(replace(case, files=(*case.files, read))) == "missing"
    assert _state(replace(case, files=(*case.files, read, sealed))) == "unclear"
    assert _state(replace(case, handed_in=(), files=(*case.files, sealed))) == "unclear"
