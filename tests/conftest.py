"""One profile for hypothesis: the same examples every time, on every machine; and benchmarks are no tests."""

from hypothesis import settings

settings.register_profile("course", derandomize=True, deadline=None, max_examples=20, database=None)
settings.load_profile("course")

collect_ignore_glob = ["benchmarks/bench_*.py", "golden/*.py"]  # these import the peers that most machines lack
