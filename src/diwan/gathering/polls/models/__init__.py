from diwan.gathering.polls.models.poll import Poll, PollOption
from diwan.gathering.polls.models.vote import PollVote

__all__ = ["Poll", "PollOption", "PollVote"]
