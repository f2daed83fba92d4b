"""What the engine says when it must refuse: where, which rule, and why, in words a person understands."""


class EngineError(ValueError):
    """A refusal. `place` is a path into the document, `code` is stable for programs, `message` is for people."""

    def __init__(self, place: str, code: str, message: str) -> None:
        super().__init__(f"{place}: {message}" if place else message)
        self.place = place
        self.code = code
        self.message = message


class PlanError(EngineError):
    """The plan is not a valid plan."""


class InputsError(EngineError):
    """The inputs of a period are not valid for this plan."""


class SettlementRefused(EngineError):
    """Plan and inputs are each valid, but together they leave the range in which the arithmetic is exact."""
