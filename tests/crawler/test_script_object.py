"""Objects that scripts assign."""

import json
from typing import Any

import pytest

from crawler.script_object import assigned, members

TREE = [{"id": 1, "name": "机构职能 // 'x' }", "children": []}]


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("window._CONFIG = { SID: '755041' }", {"SID": "755041"}),
        ('window._CONFIG={"SID":755041,\'A-B\':"b",}', {"SID": 755041, "A-B": "b"}),
        ("// _CONFIG.SID: '1'\nwindow._CONFIG = { /* SID: '2', */ SID: '3', // SID: '4'\n }", {"SID": "3"}),
        (r"window._CONFIG = { A: 'it\'s', B: `t}` }", {"A": "it's", "B": "t}"}),
        ("window._CONFIG = { f: function (x) { return {SID: '1', b: [2,]}; }, SID: '2' }", {"SID": "2"}),
        ("window._CONFIG = { f() { return 1 }, ...more, get g() { return {} }, SID: '2' }", {"SID": "2"}),
        (r"window._CONFIG = { r: /[/}']\/gkmlpt\//g, d: 4 / 2, e: (a) / 'x', SID: '2' }", {"SID": "2"}),
        ("window._CONFIG = { SID: window.x || '1', TREE: null }", {}),
        ("window['_CONFIG'] = { SID: '1' }", {"SID": "1"}),
        ("window._CONFIG = window._CONFIG || {}; window._CONFIG = { SID: '1' }", {"SID": "1"}),
        ("window._CONFIG.SID = '1'", {}),
        ("window._CONFIG = { SID: '1", {}),
        ("window._CONFIG = { SID: '1', TREE: [1, 2", {"SID": "1"}),
        ("window._CONFIG = {", {}),
        ("", {}),
    ],
)
def test_members(script: str, expected: dict[str, Any]) -> None:
    assert members(script, "_CONFIG") == expected


def test_json_inside_javascript_is_read_whole() -> None:
    tree = json.dumps(TREE, ensure_ascii=False)
    read = members(f"<script>window._CONFIG = {{ on: !1, TREE: {tree}, z: 1 }};</script>", "_CONFIG")
    assert read == {"TREE": TREE, "z": 1}


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("var tree = [{\"a\":1},{\"b\":[2,]},\n]; // end", [{"a": 1}, {"b": [2]}]),
        ("tree = { on: true, off: false, none: null, 'n': -1.5, list: ['x', \"y\"], }", {
            "on": True, "off": False, "none": None, "n": -1.5, "list": ["x", "y"],
        }),
        (r"var tree = ['\u4e34\x41\n\'', '\ud83d\ude00']", ["临A\n'", "😀"]),
        ("var tree = [1, f(2)]", None),
        ("var tree = [1, 2", None),
        ("var tree = " + "[" * 5_000, None),
        ("var tree = window.other; tree = [3]", [3]),
        ("", None),
    ],
)  # fmt: skip
def test_assigned(script: str, expected: object) -> None:
    assert assigned(script, "tree") == expected
