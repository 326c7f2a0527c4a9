"""The settings file that `xuncha init` writes explains every key and holds the defaults."""

import re
import tomllib
from dataclasses import fields
from pathlib import Path

from inspection.types.office import CrawlSettings

TEMPLATE = Path(__file__).resolve().parents[2] / "config" / "workspace" / "xuncha.toml"


def test_every_key_of_crawl_is_there_with_its_default_and_its_meaning() -> None:
    text = TEMPLATE.read_text(encoding="utf-8")
    given = tomllib.loads(text)["crawl"]
    assert list(given) and set(given) == {field.name for field in fields(CrawlSettings)}
    assert CrawlSettings(**given) == CrawlSettings()
    section = text[text.index("[crawl]") :].split("\n\n")[0].splitlines()[1:]
    assert all(re.search(r"#\s*\S", line) for line in section)
