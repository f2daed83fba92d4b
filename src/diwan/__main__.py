"""`diwan`: one command line. Each command lives in `diwan.cli.<name>`; see `diwan --help`."""

import argparse
import gc
import importlib
import os
import sys
from types import ModuleType

COMMANDS = {
    "demo": "demo",
    "serve": "serve",
    "settle": "settle",
    "verify": "verify",
    "breach-notice": "breach",
    "import": "importing",
    "close": "close",
    "bundle": "bundle",
    "ledger": "ledger",
    "migrate": "migrate",
    "reindex": "reindex",
    "seed": "seed",
    "tick": "tick",
}


def main(argv: list[str] | None = None) -> int:
    """Run one command; return its exit status. Errors a person can mend are one sentence, never a traceback."""
    words = sys.argv[1:] if argv is None else argv
    asked = next((word for word in words if not word.startswith("-")), None)
    module = _module(asked) if asked in COMMANDS else None
    if module is not None and module.NEEDS_DJANGO:
        os.environ.update(getattr(module, "SETTINGS", {}))
        _start_django()
    parser = _parser(asked, module)
    arguments = parser.parse_args(words)
    if module is None:
        parser.print_help()
        return 2
    return _run(module, arguments)


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"diwan.cli.{COMMANDS[name]}")


def _start_django() -> None:
    import django

    from diwan.kernel.catalogues import compile_settled

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diwan.settings.dev")
    compile_settled()
    django.setup()
    from django.utils import translation

    # What start-up made lives as long as the command: looking through it again and again costs a tenth of a build.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)

    translation.activate("ar" if _shell_language().startswith("ar") else "en")


def _shell_language() -> str:
    """The language the shell speaks, as POSIX orders it."""
    return next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "en")


def _parser(asked: str | None, chosen: ModuleType | None) -> argparse.ArgumentParser:
    """The whole parser; only the command asked for is imported in full, so `diwan settle` starts at once."""
    parser = argparse.ArgumentParser(
        prog="diwan",
        description="Diwan: a community as a small, fair business.",
        formatter_class=lambda prog: argparse.HelpFormatter(prog, max_help_position=30),
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name in COMMANDS:
        module = chosen if name == asked and chosen is not None else (None if chosen is not None else _module(name))
        summary = module.HELP if module is not None else ""
        sub = commands.add_parser(name, help=summary, description=summary)
        if module is not None:
            module.add_arguments(sub)
    return parser


def _run(module: ModuleType, arguments: argparse.Namespace) -> int:
    from django.db import DatabaseError

    from diwan.kernel.errors import DiwanError

    try:
        return int(module.run(arguments))
    except DiwanError as error:
        print(f"diwan: {error.sentence}", file=sys.stderr)
        return 2
    except DatabaseError as error:
        print(f"diwan: the database could not be used: {error}", file=sys.stderr)
        print("diwan: is it of this version? Run: diwan migrate", file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 141
    except KeyboardInterrupt:
        print("diwan: stopped; everything finished so far is kept.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
