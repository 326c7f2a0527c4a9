"""Whatever a district hands in is known to be there, by its name and its words, but for what bears a mark."""

from pathlib import Path

from docx import Document

from directories.submitted.reading import read_submitted


def put(root: Path, name: str, *lines: str) -> Path:
    path = root / "submitted" / "linjiang" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if name.endswith(".docx"):
        document = Document()
        for line in lines:
            document.add_paragraph(line)
        document.save(str(path))
    else:
        path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_reports_are_known_by_name_and_words(tmp_path: Path) -> None:
    put(tmp_path, "2026年自查报告.docx", "一、依申请公开信息的评估", "二、不予公开信息的评估")
    put(tmp_path, "说明.txt", "无")
    put(tmp_path, "坏文件.docx.docx").write_bytes(b"no document")
    found = {file.title: file.text for file in read_submitted(tmp_path, "linjiang", "临江区").handed_in}
    assert found["2026年自查报告"] == "一、依申请公开信息的评估\n二、不予公开信息的评估"
    assert set(found) == {"2026年自查报告", "说明", "坏文件.docx"}
    assert found["坏文件.docx"] == ""


def test_nothing_is_kept_of_a_file_with_a_mark(tmp_path: Path) -> None:
    put(tmp_path, "名单.docx", "秘密★1年", "某某情况")
    put(tmp_path, "（机密）报告.docx", "某某情况")
    assert read_submitted(tmp_path, "linjiang", "临江区").handed_in == []
