"""`diwan demo`: build the demo's communities in this data folder."""

import argparse
import sys
import time

HELP = "build a whole living community to look at, in Arabic and English"
NEEDS_DJANGO = True
SETTINGS = {"DIWAN_DEMO": "1"}  # what is said of the demo holds while it is built: its money is play money


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="no progress lines")


def run(arguments: argparse.Namespace) -> int:
    """0 when the demo was built; 2, with a sentence, when it stands here already."""
    from django.conf import settings

    from diwan.cli import migrate
    from diwan.demo.build import exists

    migrate.prepare(quiet=True)
    if exists():
        print(
            f"diwan demo: it is built already, in {settings.DATA_DIR}. Look at it with: diwan serve --demo\n"
            "To build it anew, name an empty folder in DIWAN_DATA_DIR.",
            file=sys.stderr,
        )
        return 2
    build_once(quiet=arguments.quiet)
    print("Look at it with: diwan serve --demo")
    return 0


def build_once(*, quiet: bool = False) -> bool:
    """Build the demo unless it stands already; give whether it was built now."""
    from diwan.demo.build import build, exists
    from diwan.kernel import clock

    if exists():
        return False
    began = time.monotonic()
    build(at=clock.now(), tell=_say_nothing if quiet else _say)
    if not quiet:
        _say(f"Built in {time.monotonic() - began:.0f} s.")
    return True


def _say(line: str) -> None:
    print(line, flush=True)


def _say_nothing(line: str) -> None:
    """For those who asked for quiet."""
