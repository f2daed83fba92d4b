"""`diwan verify`: check a settlement bundle, or one member's proof, with the independent verifier."""

import argparse

from diwan import verifier

HELP = "check a settlement bundle, or a member's own line, without trusting whoever made it"
NEEDS_DJANGO = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The verifier's own options, so that the command and the single file never differ."""
    verifier.add_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Print what was found right and wrong. Returns 0 when verified, 1 when not, 2 when misused."""
    return verifier.run(args)
