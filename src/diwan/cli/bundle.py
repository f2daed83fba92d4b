"""`diwan bundle COMMUNITY PERIOD -o DIR`: write a published month's signed bundle, for anyone to verify offline."""

import argparse
import sys
from pathlib import Path

HELP = "write a published month's signed bundle to a folder"
NEEDS_DJANGO = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """COMMUNITY, PERIOD, -o and --public."""
    parser.add_argument("community", metavar="COMMUNITY", help="the community's address name, as in /c/NAME/")
    parser.add_argument("period", metavar="PERIOD", help="the month, like 2026-10")
    parser.add_argument("-o", "--output", metavar="DIR", type=Path, required=True, help="a new or empty folder")
    parser.add_argument(
        "--public", action="store_true", help="only what anyone may read: plan, totals, roots and signature"
    )


def run(args: argparse.Namespace) -> int:
    """0 when every file is written; 2 when the folder holds something already."""
    from diwan.distribution import public as distribution
    from diwan.people.public import get_community

    community = get_community(slug=args.community)
    read = distribution.public_files if args.public else distribution.bundle_files
    files = read(community_id=community.pk, period=args.period)
    folder: Path = args.output
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        print(f"diwan bundle: {folder} is not an empty folder; nothing was written.", file=sys.stderr)
        return 2
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    print(f"{len(files)} files in {folder}. Check them with: diwan verify {folder}")
    return 0
