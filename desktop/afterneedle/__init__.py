"""AfterNeedle: a patient's diary for the days after dry needling."""

NAME = "AfterNeedle"  # as people read it
__version__ = "0.1.0"
