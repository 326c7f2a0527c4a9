"""`python -m demo.simulator`: serves a simulated portal on this machine until Ctrl-C."""

import argparse
import sys
import threading

from demo.simulator.faults import FAULTS
from demo.simulator.opening import families, simulated
from demo.simulator.site import Site


def main(arguments: list[str] | None = None) -> int:
    """Reads the command line, serves until interrupted. Returns 2 for a fault that does not fit the family."""
    told = _parser().parse_args(arguments)
    if told.list:
        for fault in FAULTS.values():
            print(f"{fault.name:22} {fault.says}")
        return 0
    unfit = [name for name in told.fault if not FAULTS[name].fits(families()[told.family])]
    if unfit:
        print(f"not for the family {told.family}: {', '.join(unfit)}", file=sys.stderr)
        return 2
    site = Site.made(told.seed, told.columns, told.pages)
    # Every fault lies on a column of its own, unless all are asked for on all columns.
    chosen = tuple(FAULTS[name] for name in told.fault)
    plan = (
        {0: chosen} if told.everywhere else {leaf.code: (one,) for leaf, one in zip(site.lists, chosen, strict=False)}
    )
    with simulated(told.family, site, plan, validators=True, port=told.port) as opened:
        print(opened.url, flush=True)
        for leaf, fault in zip(site.lists, chosen, strict=False):
            print(f"  {'everywhere' if told.everywhere else ' > '.join(leaf.path)}: {fault.name}", flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            return 0
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m demo.simulator", description="Serves a simulated portal.")
    parser.add_argument("--family", choices=sorted(families()), default="trs")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--columns", type=int, default=20)
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--port", type=int, default=0, help="0: the system chooses")
    parser.add_argument("--fault", action="append", default=[], choices=sorted(FAULTS), metavar="NAME",
                        help="once for each fault; --list names them")  # fmt: skip
    parser.add_argument("--everywhere", action="store_true", help="the faults hold for all columns")
    parser.add_argument("--list", action="store_true", help="names all faults and ends")
    return parser


if __name__ == "__main__":
    sys.exit(main())
