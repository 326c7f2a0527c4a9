"""A round judged by the office's own pack: what the pack says goes, and stays as it was frozen."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from console.cli import run
from inspection.round_store import read_round
from inspection.rule_pack import from_json
from inspection.rule_values import RulePack
from tests.console.gkmlpt_city import AS_OF, City, workspace
from tests.crawler.portal_server import serve

OWN = """title = "江州口径"
extends = "national"

[item_limit]
clause = "江政办发〔2026〕1号第三条"
certainty = "S"
n = 60
unit = "workday"

[deadlines.ordinary]
clause = "江政办发〔2026〕1号第九条"
certainty = "S"
n = 8
unit = "workday"
before = "12时前"
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with serve() as server:
        folder = workspace(tmp_path_factory.mktemp("own-pack") / "江州", City(server).url)
        settings = folder / "xuncha.toml"
        text = settings.read_text(encoding="utf-8")
        assert 'rule_pack = "national"' in text
        settings.write_text(text.replace('rule_pack = "national"', 'rule_pack = "jiangzhou"'), encoding="utf-8")
        yield folder


def frozen_pack(folder: Path) -> RulePack:
    with read_round(folder / "rounds" / "2026-11" / "wanghu" / "round.db") as store:
        return from_json(store.fact("rule_pack"))


def test_the_own_pack_is_found_and_frozen_with_the_round(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["inspect", str(office), "--as-of", AS_OF]) == 2
    assert "检查口径“jiangzhou”不存在" in capsys.readouterr().err
    (office / "packs").mkdir()
    path = office / "packs" / "jiangzhou.toml"
    path.write_text(OWN, encoding="utf-8")
    assert run(["inspect", str(office), "--as-of", AS_OF]) == 0
    pack = frozen_pack(office)
    assert (pack.name, pack.extends) == ("jiangzhou", ("national",))
    assert pack.deadline("C03", 3).n == 8
    # Judged again with what was frozen, whatever became of the file.
    path.write_text(OWN.replace("n = 8", "n = 2"), encoding="utf-8")
    assert run(["audit", str(office)]) == 0
    assert frozen_pack(office) == pack
    # It says so: what the office has changed since is not what the round is judged by.
    said = "按批次当时的检查口径“江州口径”判断，现在的检查口径与它不同，没有采用"
    capsys.readouterr()
    assert run(["inspect", str(office), "--offline"]) == 0
    assert said in capsys.readouterr().err
    path.write_text(OWN, encoding="utf-8")
    assert run(["inspect", str(office), "--offline"]) == 0
    assert said not in capsys.readouterr().err


def test_a_day_that_has_not_come_is_said_before_anything_is_judged_by_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serve() as server:
        folder = workspace(tmp_path / "江州", City(server).url)
        run(["crawl", str(folder), "--as-of", "2099-01-01"])
        assert "--as-of 2099-01-01 晚于今天" in capsys.readouterr().err
        run(["crawl", str(folder), "--as-of", "2020-01-01", "--round", "earlier"])
        assert "晚于今天" not in capsys.readouterr().err
