"""What a page shows beside words."""

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from inspection.types.portal import Attachment

_VIDEO = re.compile(
    r"\.(?:mp4|m3u8|flv|wmv|avi|mov|webm|rmvb)\b|video|player|v\.qq\.com|youku|iqiyi|bilibili|tv\.cctv", re.I
)
_AUDIO = re.compile(r"\.(?:mp3|wav|m4a|aac|ogg|wma)\b|audio", re.I)
_FILES = {"video": ("mp4", "flv", "wmv", "avi", "mov"), "audio": ("mp3", "wav", "m4a", "wma"),
          "image": ("jpg", "jpeg", "png", "gif", "bmp")}  # fmt: skip
_FRAMES = ("iframe", "embed", "object", "source")


def media_of(body: HtmlElement | None, images: int, files: Sequence[Attachment]) -> tuple[str, ...]:
    """`image`, `video` and `audio`, as far as the text, its players or its files show them."""
    shown = {kind for kind, ends in _FILES.items() if any(file.extension in ends for file in files)}
    if images:
        shown.add("image")
    for element in body.iter("video", "audio", "a", *_FRAMES) if body is not None else ():
        if element.tag in ("video", "audio"):
            shown.add(str(element.tag))
            continue
        address = str(element.get("src") or element.get("href") or element.get("data") or "")
        ends_in = element.tag == "a"
        if _VIDEO.search(address) if not ends_in else re.search(r"\.(?:mp4|flv|wmv|avi|mov)(?:\?|$)", address, re.I):
            shown.add("video")
        elif _AUDIO.search(address) if not ends_in else re.search(r"\.(?:mp3|wav|m4a|wma)(?:\?|$)", address, re.I):
            shown.add("audio")
    return tuple(kind for kind in ("image", "video", "audio") if kind in shown)
