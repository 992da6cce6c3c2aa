"""One profile for hypothesis: the same examples every time, on every machine."""

from hypothesis import settings

settings.register_profile("course", derandomize=True, deadline=None, max_examples=20, database=None)
settings.load_profile("course")
