"""`diwan migrate`: bring the database to this version."""

import argparse

HELP = "bring the database up to this version of Diwan"
NEEDS_DJANGO = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="say nothing when there is nothing to do")


def run(arguments: argparse.Namespace) -> int:
    prepare(quiet=arguments.quiet)
    return 0


def prepare(*, quiet: bool) -> None:
    """Make the data folder, compile the catalogues, found or migrate the database. Safe to run at every start."""
    from django.conf import settings
    from django.core.management import call_command

    from diwan.kernel import founding
    from diwan.kernel.catalogues import compile_catalogues

    for name in ("", "files", "keys", "mail", "static"):
        (settings.DATA_DIR / name).mkdir(parents=True, exist_ok=True)
    for path in settings.LOCALE_PATHS:
        compile_catalogues(path)
    if not founding.found():
        call_command("migrate", interactive=False, verbosity=0 if quiet else 1)
