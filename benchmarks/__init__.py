"""What the library costs, measured against what it is built on. ``python -m benchmarks`` runs all of it."""
