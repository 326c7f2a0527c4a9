"""Pages that try to run, to load, to lead away, to lie over other things, or to hide what is personal."""

PROBE = "http://probe.example"
MOBILE, NUMBER, PERSON = "13812341234", "450102199003074551", "赵小河"

# Each holds the word 正文 where a reader of the page would see it, and calls for PROBE or sets `window.ran`.
HOSTILE: dict[str, str] = {
    "script": f"<script>window.ran=1;fetch('{PROBE}/1')</script><p>正文</p>",
    "script in odd letters": "<ScRiPt >window.ran=1</sCrIpT\t><p>正文</p>",
    "script never closed": "<p>正文</p><script>window.ran=1",
    "script in a title": "<title><script>window.ran=1</script></title><p>正文</p>",
    "handlers": f"<body onload='window.ran=1' background='{PROBE}/b.png'>"
    "<p onclick=window.ran=1 onmouseover=x>正文</p>",
    "picture": f"<img src='{PROBE}/i.png' srcset='{PROBE}/j.png 2x' onerror='window.ran=1'><p>正文</p>",
    "svg": f"<svg onload=window.ran=1><script>window.ran=1</script><image href='{PROBE}/s.png'/></svg><p>正文</p>",
    "svg with html inside": "<svg><foreignObject><img src=x onerror=window.ran=1></foreignObject></svg><p>正文</p>",
    "math": "<math><mtext><table><mglyph><style><img src=x onerror=window.ran=1></style></mglyph></table></mtext>"
    "</math><p>正文</p>",
    "style sheet": f"<style>@import '{PROBE}/a.css'; body{{background:url({PROBE}/b.png)}}</style><p>正文</p>",
    "style that breaks out": "<style></style><img src=x onerror=window.ran=1></style><p>正文</p>",
    "inline style": f"<p style=\"background:url('{PROBE}/c.png');position:fixed;inset:0;color:red\">正文</p>",
    "style in escapes": f"<p style='background:\\75\\72\\6c({PROBE}/d.png);width:expression(window.ran=1)'>正文</p>",
    "style with a quote": "<p style='color:red\"><script>window.ran=1</script>'>正文</p>",
    "base": f"<base href='{PROBE}/'><a href='x.html'>链接</a><p>正文</p>",
    "link and meta": f"<link rel=stylesheet href='{PROBE}/e.css'><link rel=preload as=image href='{PROBE}/p.png'>"
    f"<meta http-equiv=refresh content='0;url={PROBE}/r'><meta http-equiv=Set-Cookie content=a=b><p>正文</p>",
    "frames": f"<iframe src='{PROBE}/f' srcdoc='<script>parent.ran=1</script>'></iframe><p>正文</p>",
    "frameset": f"<html><frameset cols='*'><frame src='{PROBE}/f'></frameset><noframes><p>正文</p></noframes></html>",
    "object and embed": f"<object data='{PROBE}/o'><param name=movie value='{PROBE}/p'></object>"
    f"<embed src='{PROBE}/e'><applet code=A archive='{PROBE}/a.jar'></applet><p>正文</p>",
    "media": f"<video src='{PROBE}/v' poster='{PROBE}/q.png' autoplay></video>"
    f"<audio src='{PROBE}/w'></audio><p>正文</p>",
    "form": f"<form action='{PROBE}/send'><input name=a value=b autofocus onfocus=window.ran=1><button formaction="
    f"'{PROBE}/x'>提交</button></form><p>正文</p>",
    "addresses of scripts": "<a href='javascript:window.ran=1'>一</a><a href=' jAva&#10;script:window.ran=1'>二</a>"
    "<a href='data:text/html,<script>window.ran=1</script>'>三</a><a href='vbscript:x'>四</a><p>正文</p>",
    "ping and target": f"<a href='/a.html' ping='{PROBE}/ping' target=_top>链接</a><p>正文</p>",
    "data picture": "<img src='data:image/svg+xml,<svg onload=alert(1)>'><p>正文</p>",
    "template and noscript": f"<template><script>window.ran=1</script></template><noscript><img src='{PROBE}/n.png'>"
    "</noscript><p>正文</p>",
    "noscript that breaks out": "<noscript><p title='</noscript><img src=x onerror=window.ran=1>'></noscript>"
    "<p>正文</p>",
    "textarea that breaks out": "<textarea></textarea><img src=x onerror=window.ran=1></textarea><p>正文</p>",
    "old raw text": "<xmp><script>window.ran=1</script></xmp>"
    "<listing><img src=x onerror=window.ran=1></listing><p>正文</p>",
    "plaintext": "<p>正文</p><plaintext><script>window.ran=1</script>",
    "comments": "<!--[if IE]><script>window.ran=1</script><![endif]-->"
    "<!--><img src=x onerror=window.ran=1>--><p>正文</p>",
    "broken tags": "<p>正文<<script>window.ran=1</script><img/src='x'/onerror='window.ran=1'><a href='<>'>x</",
    "attribute names": '<p <script>window.ran=1</script> x"><img y=x onerror>正文</p>',
    "entities": "&lt;script&gt;window.ran=1&lt;/script&gt;&#60;img src=x onerror=window.ran=1&#62;<p>正文</p>",
    "double entities": "&amp;lt;script&amp;gt;<p>正文</p>",
    "custom elements": "<my-app onclick=x is=y><slot><p>正文</p></slot></my-app>",
    "details and dialog": "<details open ontoggle=window.ran=1><summary>x</summary>"
    "<p>正文</p></details><dialog open>x</dialog>",
    "marquee": "<marquee onstart=window.ran=1>x</marquee><p>正文</p>",
    "nested tables": "<table><script>window.ran=1</script><tr><td><table><img src=x onerror=window.ran=1><p>正文</p>",
    "processing instruction": "<?php echo '<script>window.ran=1</script>' ?><?xml-stylesheet href='a.xsl'?><p>正文</p>",
    "xml declaration": "<?xml version='1.0' encoding='gb2312'?><html><body><p>正文</p></body></html>",
    "cdata": "<datastore><recordset><record><![CDATA[<a href='javascript:window.ran=1'>x</a><p>正文</p>]]></record>",
    "data block": "<script type='text/xml'><datastore><record>"
    "<![CDATA[<li onclick=window.ran=1>正文</li>]]></record></script>",
    "control signs": "<p>正\x00\x01\x08文\x7f\x1b[31m\u202e倒\u2066序</p>",
    "a page of one sign": "<p>正文</p>" + "<" * 20_000,
    "deep": "<div>" * 20_000 + "正文",
    "many attributes": "<p " + " ".join(f"a{n}=b" for n in range(5_000)) + ">正文</p>",
    "templates": "<p>正文{{7*7}}${7*7}#panic(){% raw %}</p>",
    "meta charset inside": "<p>正文</p><meta charset=utf-7>+ADw-script+AD4-window.ran=1+ADw-/script+AD4-",
    "is not html": "正文 <> & \" '",
}
# Ways in which personal data stands in a page; nothing of it may be readable, nor be found in the source.
PERSONAL: dict[str, str] = {
    "plain": f"<p>联系电话{MOBILE}</p>",
    "cut by tags": "<p>电话<span>138</span><b>1234</b><i></i>1234</p>",
    "cut by a comment": "<p>电话138<!-- x -->12341234</p>",
    "cut by unseen signs": "<p>电话138\u200b1234\u00ad1234</p>",
    "entities": "<p>电话&#49;3812341234</p>",
    "full width": "<p>电话１３８１２３４１２３４</p>",
    "blanks": "<p>电话138 1234 1234</p>",
    "attribute": f"<p title='电话{MOBILE}'>公示</p>",
    "alternative text": f"<img alt='电话{MOBILE}' src=x><p>公示</p>",
    "input": f"<input value='{MOBILE}'>",
    "hidden input": f"<input type=hidden value='{MOBILE}'>",
    "link": f"<a href='tel:{MOBILE}'>拨打</a><a href='/q?tel={MOBILE}'>查询</a>",
    "title": f"<title>公示{MOBILE}</title>",
    "script": f"<script>var phone='{MOBILE}'</script>",
    "comment": f"<!-- {MOBILE} -->",
    "data attribute": f"<p data-phone='{MOBILE}'>公示</p>",
    "style": f"<p style=\"font-family:'{MOBILE}'\" class='{MOBILE}' id='{MOBILE}'>公示</p>",
    "table": f"<table><tr><th>姓名</th><th>身份证号</th></tr>\n"
    f"<tr><td><p>{PERSON}</p></td><td>{NUMBER}</td></tr></table>",
    "table in a table": f"<table><tr><td><table><tr><td>姓名<td>身份证号"
    f"<tr><td title='{PERSON}'>{PERSON}<td>{NUMBER}</table>",
    "number in the next cell": f"<table><tr><td>1</td><td>{NUMBER}</td></tr></table>",
    "list": f"<ul><li>申请人{PERSON}，身份证号{NUMBER}</ul>",
    "preformatted": f"<pre>姓名\t身份证号\n{PERSON}\t{NUMBER}</pre>",
}
