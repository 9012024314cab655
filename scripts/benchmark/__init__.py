"""What `make bench` measures and how: used by scripts/bench.py, never by the portal."""
