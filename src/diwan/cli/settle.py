"""`diwan settle PLAN INPUTS`: settle a period from two files, and print the result as canonical JSON."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import yaml

from diwan.engine.public import (
    EngineError,
    canonical_json,
    parse_inputs,
    parse_plan,
    reverse,
    settle,
    settlement_document,
)

HELP = "settle a period: who gets what, by a plan (JSON or YAML) and its inputs (JSON)"
NEEDS_DJANGO = False


class UnreadableFile(ValueError):
    """The file is missing, or is not the JSON or YAML it should be."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """PLAN, INPUTS and --reverse."""
    parser.add_argument("plan", metavar="PLAN", type=Path, help="the sharing plan, .json, .yaml or .yml")
    parser.add_argument("inputs", metavar="INPUTS", type=Path, help="receipts, members and signals, .json")
    parser.add_argument(
        "--reverse",
        metavar="ID",
        nargs="+",
        help="print what changes for each account and person when these receipts are refunded",
    )


def run(args: argparse.Namespace) -> int:
    """Exit code 0 with the result on stdout, or 2 with nothing on stdout and the wrong place on stderr."""
    path = args.plan
    try:
        plan = parse_plan(_read(path))
        path = args.inputs
        inputs = parse_inputs(_read(path), plan)
        if args.reverse:
            result: dict[str, Any] = reverse(plan, inputs, args.reverse)
        else:
            result = settlement_document(settle(plan, inputs))
    except (EngineError, UnreadableFile) as refusal:
        print(f"diwan settle: {path}: {refusal}", file=sys.stderr)
        return 2
    sys.stdout.buffer.write(canonical_json(result) + b"\n")
    sys.stdout.flush()
    return 0


def _read(path: Path) -> Any:
    try:
        text = path.read_text(encoding="utf-8-sig")
        if path.suffix in (".yaml", ".yml"):
            return yaml.load(text, Loader=_StrictLoader)
        return json.loads(text, object_pairs_hook=_no_repeats, parse_constant=_no_constants)
    except OSError as error:
        raise UnreadableFile(f"cannot be read: {error.strerror}") from error
    except RecursionError as error:
        raise UnreadableFile("is nested too deeply") from error
    except (ValueError, yaml.YAMLError) as error:
        raise UnreadableFile(f"is not valid {'YAML' if path.suffix != '.json' else 'JSON'}: {error}") from error


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    document = dict(pairs)
    if len(document) < len(pairs):
        keys = [key for key, _ in pairs]
        repeated = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key '{repeated}' is repeated")
    return document


def _no_constants(name: str) -> None:
    raise ValueError(f"{name} is not a number of JSON")


class _StrictLoader(yaml.SafeLoader):
    """PyYAML keeps the last of two equal keys without a word; a plan must not be read that way."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(None, None, "a key must be plain text", key.start_mark)
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key '{key.value}' is repeated", key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep=deep)
