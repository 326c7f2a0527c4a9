"""Objects that scripts assign."""

import json
from typing import Any

import pytest

from crawler.script_object import members

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
