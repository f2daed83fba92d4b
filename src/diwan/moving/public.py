"""The door of `moving`."""

from diwan.moving.founding import found_community
from diwan.moving.importers.opencollective.run import import_opencollective
from diwan.moving.importers.stackexchange.run import import_stackexchange
from diwan.moving.report import ImportReport

__all__ = ["ImportReport", "found_community", "import_opencollective", "import_stackexchange"]
