"""The verbs of the diary from a shell."""
