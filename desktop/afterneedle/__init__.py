"""AfterNeedle: a patient's diary for the days after dry needling."""

__version__ = "0.1.0"
