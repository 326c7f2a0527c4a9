"""Which of the files that pages carry are asked for at all."""

from crawler.attachments.kinds import PICTURES
from crawler.reading.fields import AttachmentLink

_NOT_READ = frozenset(("rar", "7z", "ceb", "ppt", "dps", "jpeg", "tiff", *PICTURES))


def worth_fetching(link: AttachmentLink) -> bool:
    """False for pictures and for formats that no reader of ours opens: fetching them costs the portal and tells nothing
    but whether they are there, which the page that links them does not need. They stay `listed`. A file without an
    extension may be anything and is fetched.
    """
    return (link.extension or "").lower() not in _NOT_READ
