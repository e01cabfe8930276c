"""What the library costs, measured against bare httpx and against other clients; ``python -m benchmarks`` runs it."""
