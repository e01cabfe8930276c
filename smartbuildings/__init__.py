"""Read and control thermostats in real buildings."""
