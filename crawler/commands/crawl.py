"""`scrapy crawl`: Scrapy's own command, which says in Chinese what arguments the spider lacks before it begins."""

import argparse

from scrapy.commands.crawl import Command as ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.scrapy_crawl import job_of
from inspection.errors import UserError


class Command(ScrapyCommand):
    """As Scrapy's, but wrong arguments end it with one sentence and status 2."""

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Looks at the arguments, then runs the spider."""
        if args == ["portal"]:
            try:
                job_of(opts.spargs)
            except UserError as error:
                raise UsageError(str(error), print_help=False) from error
        super().run(args, opts)
