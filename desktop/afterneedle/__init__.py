"""AfterNeedle: a patient's diary for the days after dry needling."""

NAME = "AfterNeedle"  # as people read it
__version__ = "0.1.0"
# The pages of the window, as a start names them.
PAGES = ("today", "check-in", "timeline", "history", "sessions", "guidance", "report", "settings")
